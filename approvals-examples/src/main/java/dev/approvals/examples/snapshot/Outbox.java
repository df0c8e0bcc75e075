package dev.approvals.examples.snapshot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** Outgoing mail, as files that any mail program opens. */
final class Outbox {

    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+");

    private final Path folder;
    private final Clock clock;

    Outbox(Path folder, Clock clock) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.clock = clock;
    }

    Path send(String to, String subject, String body) throws IOException {
        if (!ADDRESS.matcher(to).matches()) {
            throw new IllegalArgumentException("\"" + to + "\" is no mail address");
        }
        // Encoded, so that a line break in it cannot begin a header of its own.
        String encoded = Base64.getEncoder().encodeToString(subject.getBytes(StandardCharsets.UTF_8));
        String header = subject.matches("[ -~]*") ? subject : "=?UTF-8?B?" + encoded + "?=";
        String mail = String.join(
                "\r\n",
                "From: db-copilot@shop.example",
                "To: " + to,
                "Date: " + DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(clock)),
                "Subject: " + header,
                "MIME-Version: 1.0",
                "Content-Type: text/plain; charset=UTF-8",
                "",
                body.lines().reduce((a, b) -> a + "\r\n" + b).orElse(""),
                "");
        return Files.writeString(folder.resolve("mail-%d.eml".formatted(files().size() + 1)), mail);
    }

    List<Path> files() {
        return ExportFolder.filesIn(folder);
    }
}
