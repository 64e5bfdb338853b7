import CryptoKit
import Foundation

/// The directory in one language, kept in a folder of the app. Its age is that of `manifest.json`.
struct Offline {
    let hub: URL, language: String, folder: URL

    struct Manifest: Decodable {
        struct File: Decodable { let url: String, sha256: String }
        struct Withdrawn: Decodable { let id: String, contact: String? }
        let format: Int, state: String, languages: [String: File], withdrawn: [Withdrawn]
    }

    struct Directory: Decodable { let state: String; var helplines: [Line] }
    struct Line: Decodable { let id: String, name: String, operating_status: String; var contacts: [Contact] }
    struct Contact: Decodable { let id: String, display: String, href: String?, hours: Hours }
    enum Unreadable: Error { case tooNew, damaged }

    /// At the start, on "state changed" and after `policy.refresh_after_s`. Whatever fails, the copy at hand stays.
    func refresh() async throws {
        let (text, _) = try await URLSession.shared.data(from: hub.appending(path: "feed/v1/manifest.json"))
        let manifest = try JSONDecoder().decode(Manifest.self, from: text)
        guard manifest.format <= 1 else { throw Unreadable.tooNew }
        // First of all, so that a number that is withdrawn is gone even if the new file does not come.
        try text.write(to: folder.appending(path: "manifest.json"), options: .atomic)
        let kept: Directory? = read("\(language).json")
        guard let file = manifest.languages[language], kept?.state != manifest.state else { return }
        let (bytes, _) = try await URLSession.shared.data(from: URL(string: file.url, relativeTo: hub)!)
        let digest = SHA256.hash(data: bytes).map { String(format: "%02x", $0) }.joined()
        guard digest == file.sha256 else { throw Unreadable.damaged }
        try bytes.write(to: folder.appending(path: "\(language).json"), options: .atomic)
    }

    /// The lines at hand, without what is withdrawn; nil on the very first start: show the bundled seed.
    func helplines() -> [Line]? {
        guard let directory: Directory = read("\(language).json"), let manifest: Manifest = read("manifest.json")
        else { return nil }
        let gone = Set(manifest.withdrawn.map { $0.contact ?? $0.id })
        return directory.helplines.filter { !gone.contains($0.id) }.map { line -> Line in
            var line = line
            line.contacts.removeAll { gone.contains($0.id) }
            return line
        }
    }

    private func read<T: Decodable>(_ name: String) -> T? {
        try? JSONDecoder().decode(T.self, from: Data(contentsOf: folder.appending(path: name)))
    }
}

struct Hours: Decodable {
    struct Times: Decodable { let opens: String, closes: String }
    struct Row: Decodable { let opens_day: String, opens: String, closes_day: String, closes: String }
    struct Dated: Decodable { let first: String, last: String, treatment: String, hours: [Times] }
    let known: Bool, always_open: Bool?, week: [Row]?, exceptions: [Dated]

    /// Whether a contact is open; nil is "not known": show neither open nor closed. Only for lines whose
    /// `operating_status` is `active`; no other is ever shown as open.
    func isOpen(at instant: Date) -> Bool? {
        guard known else { return nil }
        // Seconds on Karachi's clock, which has no summer time: five hours ahead of UTC.
        let now = Int(instant.timeIntervalSince1970.rounded(.down)) + 5 * 3600
        let today = Int((Double(now) / 86400).rounded(.down))
        var isUnknown = false
        for day in [today - 1, today] {  // A night that began yesterday may last.
            let minute = (now - day * 86400) / 60
            let usual = usualSpans(on: day)
            guard let spans = spansBeginning(on: day, usual: usual) else {
                isUnknown = isUnknown || minute < max(minutesOfDay, usual.map(\.upperBound).max() ?? 0)
                continue
            }
            if spans.contains(where: { $0.contains(minute) }) { return true }
        }
        return isUnknown ? nil : false
    }

    /// What begins on a day (counted from 1970), in its minutes; nil if it is not known.
    private func spansBeginning(on day: Int, usual: [Range<Int>]) -> [Range<Int>]? {
        let date = Date(timeIntervalSince1970: Double(day) * 86400).formatted(.iso8601.year().month().day())
        guard let exception = exceptions.first(where: { $0.first <= date && date <= $0.last }) else { return usual }
        switch exception.treatment {
        case "usual": return usual
        case "closed", "hours": return exception.hours.map { span($0.opens, $0.closes, days: 0, round: minutesOfDay) }
        default: return nil
        }
    }

    /// What of the week begins on a day. What is longer than a day begins on every day that it reaches into.
    private func usualSpans(on day: Int) -> [Range<Int>] {
        if always_open == true { return [0..<minutesOfDay] }
        return (week ?? []).compactMap { row -> Range<Int>? in
            let opens = weekdays.firstIndex(of: row.opens_day)!, closes = weekdays.firstIndex(of: row.closes_day)!
            let whole = span(row.opens, row.closes, days: (closes - opens + 7) % 7, round: 7 * minutesOfDay)
            let midnight = (day + 3 - opens + 7) % 7 * minutesOfDay  // 1 January 1970 was a Thursday.
            if whole.count <= minutesOfDay { return midnight == 0 ? whole : nil }
            let (start, end) = (max(whole.lowerBound - midnight, 0), min(whole.upperBound - midnight, minutesOfDay))
            return start < end ? start..<end : nil
        }
    }
}

private let weekdays = ["mo", "tu", "we", "th", "fr", "sa", "su"]
private let minutesOfDay = 24 * 60

private func span(_ opens: String, _ closes: String, days: Int, round: Int) -> Range<Int> {
    func minutes(_ clock: String) -> Int { clock.split(separator: ":").reduce(0) { $0 * 60 + Int($1)! } }
    let start = minutes(opens), end = days * minutesOfDay + minutes(closes)
    return start..<(end > start ? end : end + round)
}
