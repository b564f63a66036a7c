import ArgumentParser
import Casework

/// How much hidden text reviewers open a day; each may set tighter limits for themselves.
struct CareOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Minutes of hidden text that a reviewer may have open in 24 hours.", valueName: "minutes"))
    var exposureMinutes = ExposureLimits().minutes

    @Option(
        help: ArgumentHelp("Cases of severity 1 whose text a reviewer may open in 24 hours.", valueName: "cases"))
    var exposureCases = ExposureLimits().gravest

    @Option(help: ArgumentHelp("After so many minutes in a row a break is suggested.", valueName: "minutes"))
    var breakAfter = ExposureLimits().restAfter

    @Option(help: ArgumentHelp("How long a break is.", valueName: "minutes"))
    var breakLength = ExposureLimits().rest

    @Flag(help: "Breaks are required, not only suggested.")
    var breakRequired = false

    func validate() throws {
        for (name, value, range) in [
            ("--exposure-minutes", exposureMinutes, ExposureLimits.minuteRange),
            ("--exposure-cases", exposureCases, ExposureLimits.gravestRange),
            ("--break-after", breakAfter, ExposureLimits.restAfterRange),
            ("--break-length", breakLength, ExposureLimits.restRange),
        ] where !range.contains(value) {
            throw ValidationError("\(name) takes \(range.lowerBound) to \(range.upperBound)")
        }
    }

    var limits: ExposureLimits {
        ExposureLimits(
            minutes: exposureMinutes, gravest: exposureCases, restAfter: breakAfter, rest: breakLength,
            restIsRequired: breakRequired)
    }
}
