import SafetyModel

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The machine's clock: read here and handed to what needs it.
enum Clock {
    static func now() -> Timestamp {
        var moment = timespec()
        clock_gettime(CLOCK_REALTIME, &moment)
        return Timestamp(milliseconds: Int64(moment.tv_sec) * 1000 + Int64(moment.tv_nsec) / 1_000_000)
    }
}
