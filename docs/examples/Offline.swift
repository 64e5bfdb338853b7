// A copy of the directory that an app keeps.

import CryptoKit
import Foundation

struct Manifest: Decodable {
    struct Policy: Decodable { let refresh_after_s: Double; let warn_after_days: Int }
    struct File: Decodable { let url: String; let sha256: String }
    struct Withdrawn: Decodable { let id: String; let contact: String? }
    let state: String
    let policy: Policy
    let languages: [String: File]
    let withdrawn: [Withdrawn]
}

enum DirectoryError: Error { case refused(Int), notWhatWasPublished }

struct Directory {
    let hub: URL
    let folder: URL
    let language: String

    private var feed: URL { folder.appendingPathComponent("\(language).json") }
    private var state: URL { folder.appendingPathComponent("\(language).state") }

    /// Call after `policy.refresh_after_s`, and when a silent push says that there is another state.
    func refresh() async throws -> Manifest {
        let manifest = try JSONDecoder().decode(Manifest.self, from: await get("/feed/v1/manifest.json"))
        let held = try? String(contentsOf: state, encoding: .utf8)
        if held != manifest.state, let file = manifest.languages[language] {
            let data = try await get(file.url)
            guard sha256(data) == file.sha256 else { throw DirectoryError.notWhatWasPublished }
            try data.write(to: feed, options: .atomic)
            // Last: without it the file is fetched again.
            try Data(manifest.state.utf8).write(to: state, options: .atomic)
        }
        return manifest
    }

    private func get(_ path: String) async throws -> Data {
        let (data, response) = try await URLSession.shared.data(from: URL(string: path, relativeTo: hub)!)
        let status = (response as! HTTPURLResponse).statusCode
        guard status == 200 else { throw DirectoryError.refused(status) }
        return data
    }

    private func sha256(_ data: Data) -> String {
        SHA256.hash(data: data).map { String(format: "%02x", $0) }.joined()
    }
}
