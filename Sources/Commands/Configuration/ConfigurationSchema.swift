import SafetyModel

/// The JSON schema of `vigie.yaml` (draft 2020-12), for editors that complete and check while one writes.
enum ConfigurationSchema {
    static var json: [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        string("$schema", "https://json-schema.org/draft/2020-12/schema", &writer)
        string("title", "vigie.yaml", &writer)
        string("description", "How `vigie serve` runs; docs/configuration.md says more.", &writer)
        writeGroup([], &writer)
        writer.endObject()
        return writer.bytes
    }

    private static func writeGroup(_ group: [String], _ writer: inout JSONWriter) {
        string("type", "object", &writer)
        writer.key("additionalProperties")
        writer.bool(false)
        writer.key("properties")
        writer.beginObject()
        for name in Setting.members(of: group) {
            writer.key(name)
            writer.beginObject()
            let place = group + [name]
            if let setting = Setting.named(place.joined(separator: ".")) {
                write(setting, &writer)
            } else {
                writeGroup(place, &writer)
            }
            writer.endObject()
        }
        writer.endObject()
    }

    private static func write(_ setting: Setting, _ writer: inout JSONWriter) {
        string("description", "\(setting.about) (vigie serve \(setting.option), \(setting.variable))", &writer)
        switch setting.kind {
        case .text, .file, .newFile, .directory:
            string("type", "string", &writer)
            writer.key("minLength")
            writer.integer(1)
        case .flag: string("type", "boolean", &writer)
        case .number(let range):
            string("type", "integer", &writer)
            writer.key("minimum")
            writer.integer(Int64(range.lowerBound))
            writer.key("maximum")
            writer.integer(Int64(range.upperBound))
        case .files:
            string("type", "array", &writer)
            writer.key("items")
            writer.beginObject()
            string("type", "string", &writer)
            writer.endObject()
        }
    }

    private static func string(_ key: String, _ value: String, _ writer: inout JSONWriter) {
        writer.key(key)
        writer.string(value)
    }
}
