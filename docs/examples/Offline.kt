import java.io.File
import java.net.URL
import java.nio.file.Files
import java.nio.file.StandardCopyOption.ATOMIC_MOVE
import java.security.MessageDigest
import java.time.Instant
import java.time.LocalDate
import java.time.ZoneId
import java.time.temporal.ChronoUnit.MINUTES
import org.json.JSONArray
import org.json.JSONObject

/** The directory in one language, kept in a folder of the app. Its age is that of `manifest.json`. */
class Offline(private val hub: String, private val language: String, private val folder: File) {
    /** At the start, on "state changed" and after `policy.refresh_after_s`. Whatever fails, the copy at hand stays. */
    fun refresh() {
        val manifest = JSONObject(URL("$hub/feed/v1/manifest.json").readText())
        check(manifest.getInt("format") <= 1) { "This app is too old for the directory." }
        // First of all, so that a number that is withdrawn is gone even if the new file does not come.
        keep("manifest.json", manifest.toString().toByteArray())
        val facts = manifest.getJSONObject("languages").getJSONObject(language)
        if (kept("$language.json")?.getString("state") == manifest.getString("state")) return
        val bytes = URL(hub + facts.getString("url")).readBytes()
        val digest = MessageDigest.getInstance("SHA-256").digest(bytes).joinToString("") { "%02x".format(it) }
        check(digest == facts.getString("sha256")) { "The file has come damaged." }
        keep("$language.json", bytes)
    }

    /** The lines at hand, without what is withdrawn; null on the very first start: show the bundled seed. */
    fun helplines(): List<JSONObject>? {
        val (file, manifest) = Pair(kept("$language.json") ?: return null, kept("manifest.json") ?: return null)
        val gone = manifest.getJSONArray("withdrawn").objects()
            .map { it.getString(if (it.isNull("contact")) "id" else "contact") }
        fun left(records: JSONArray) = records.objects().filter { it.getString("id") !in gone }
        val lines = left(file.getJSONArray("helplines"))
        return lines.onEach { it.put("contacts", JSONArray(left(it.getJSONArray("contacts")))) }
    }

    private fun kept(name: String) = File(folder, name).takeIf { it.exists() }?.let { JSONObject(it.readText()) }

    private fun keep(name: String, bytes: ByteArray) {
        val new = File(folder, "$name.new").apply { writeBytes(bytes) }
        Files.move(new.toPath(), File(folder, name).toPath(), ATOMIC_MOVE)
    }
}

/**
 * Whether a contact's `hours` are open; null is "not known": show neither open nor closed. Only for lines whose
 * `operating_status` is `active`; no other is ever shown as open.
 */
fun isOpen(hours: JSONObject, at: Instant): Boolean? {
    if (!hours.getBoolean("known")) return null
    val now = at.atZone(ZoneId.of("Asia/Karachi")).toLocalDateTime()
    val today = now.toLocalDate()
    var isUnknown = false
    for (day in listOf(today.minusDays(1), today)) { // A night that began yesterday may last.
        val minute = MINUTES.between(day.atStartOfDay(), now)
        val exception = hours.getJSONArray("exceptions").objects()
            .firstOrNull { day.toString() in it.getString("first")..it.getString("last") }
        val spans = when (exception?.getString("treatment")) {
            null, "usual" -> usual(hours, day)
            "closed", "hours" -> exception.getJSONArray("hours").objects().map { span(it, 0, DAY) }
            else -> null
        }
        if (spans?.any { minute in it } == true) return true
        val end = usual(hours, day).maxOfOrNull { it.last + 1 } ?: 0
        if (spans == null && minute < maxOf(DAY, end)) isUnknown = true
    }
    return if (isUnknown) null else false
}

private const val DAY = 24 * 60L
private val DAYS = listOf("mo", "tu", "we", "th", "fr", "sa", "su")

/** What of the week begins on a day, in its minutes. What is longer than a day begins on every day it reaches into. */
private fun usual(hours: JSONObject, day: LocalDate): List<LongRange> {
    if (hours.optBoolean("always_open")) return listOf(0 until DAY)
    return hours.getJSONArray("week").objects().mapNotNull { row ->
        val opens = DAYS.indexOf(row.getString("opens_day"))
        val span = span(row, (DAYS.indexOf(row.getString("closes_day")) - opens).mod(7), 7 * DAY)
        val midnight = (day.dayOfWeek.value - 1 - opens).mod(7) * DAY
        when {
            span.last - span.first < DAY -> span.takeIf { midnight == 0L }
            else -> maxOf(span.first - midnight, 0)..minOf(span.last - midnight, DAY - 1)
        }
    }
}

private fun span(times: JSONObject, days: Int, round: Long): LongRange {
    val (start, end) = listOf("opens", "closes").map { name ->
        times.getString(name).split(":").let { (hour, minute) -> hour.toLong() * 60 + minute.toLong() }
    }
    return start until (days * DAY + end).let { if (it > start) it else it + round }
}

private fun JSONArray.objects() = (0 until length()).map { getJSONObject(it) }
