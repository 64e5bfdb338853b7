"""How the hub is served on a machine of one's own."""

HOST = "127.0.0.1"
# As the README's server for the public is started, too.
OPTIONS = (
    "--interface", "wsgi",
    "--no-ws",
    # Answers are computed, not waited for: more threads only take turns. One may wait for the desk's database.
    "--blocking-threads", "2",
    # A worker that dies would otherwise take all the others along.
    "--respawn-failed-workers",
)  # fmt: skip
