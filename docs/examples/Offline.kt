// A copy of the directory that an app keeps. Needs kotlinx-serialization-json.

import kotlinx.serialization.Serializable
import kotlinx.serialization.json.Json
import java.io.File
import java.io.IOException
import java.net.HttpURLConnection
import java.net.URL
import java.security.MessageDigest

@Serializable data class Policy(val refresh_after_s: Long, val warn_after_days: Long)
@Serializable data class LanguageFile(val url: String, val sha256: String)
@Serializable data class Withdrawn(val id: String, val contact: String? = null)
@Serializable data class Manifest(
    val state: String,
    val policy: Policy,
    val languages: Map<String, LanguageFile>,
    val withdrawn: List<Withdrawn>,
)

private val json = Json { ignoreUnknownKeys = true } // New fields are no new version.

class Directory(private val hub: String, private val folder: File, private val language: String) {
    private val feed get() = File(folder, "$language.json")
    private val state get() = File(folder, "$language.state")

    /** Call after `policy.refresh_after_s`, and when a silent push says that there is another state. */
    fun refresh(): Manifest {
        val manifest = json.decodeFromString<Manifest>(get("$hub/feed/v1/manifest.json").decodeToString())
        if (!state.exists() || state.readText() != manifest.state) {
            val file = manifest.languages.getValue(language)
            val bytes = get(hub + file.url)
            if (sha256(bytes) != file.sha256) throw IOException("This is not the file that the manifest names.")
            keep(feed, bytes)
            keep(state, manifest.state.toByteArray()) // Last: without it the file is fetched again.
        }
        return manifest
    }

    /** Written beside and renamed: whole, or not at all. */
    private fun keep(place: File, bytes: ByteArray) {
        val part = File(folder, "${place.name}.part")
        part.writeBytes(bytes)
        if (!part.renameTo(place)) throw IOException("${place.name} cannot be written.")
    }

    private fun get(url: String): ByteArray {
        val connection = URL(url).openConnection() as HttpURLConnection
        try {
            if (connection.responseCode != 200) throw IOException("${connection.responseCode} $url")
            return connection.inputStream.readBytes()
        } finally {
            connection.disconnect()
        }
    }

    private fun sha256(bytes: ByteArray) =
        MessageDigest.getInstance("SHA-256").digest(bytes).joinToString("") { "%02x".format(it) }
}
