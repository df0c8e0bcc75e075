package dev.approvals.slack.loopback;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Slack's own types (npm's {@code @slack/types}) and the TypeScript compiler as judges of blocks and modals. Needs npm, so the tests
 * that ask it have the tag {@code npm}. One at a time: what it judges it writes below {@code target}.
 */
public final class OfficialTypes {

    private static final int MINUTES = 5;

    private OfficialTypes() {}

    /**
     * Asks the compiler whether messages are made of known blocks.
     *
     * @param messages the blocks of each message
     * @return what the compiler says; empty if nothing is wrong
     */
    public static String ofMessages(List<JsonNode> messages) {
        return judged(messages, "KnownBlock[]");
    }

    /**
     * Asks the compiler whether views are modals of known blocks.
     *
     * @param views the modals
     * @return what the compiler says; empty if nothing is wrong
     */
    public static String ofViews(List<JsonNode> views) {
        return judged(views, "ModalView & { blocks: KnownBlock[] }");
    }

    private static String judged(List<JsonNode> values, String type) {
        List<String> lines = new ArrayList<>();
        lines.add("import type { KnownBlock, ModalView } from '@slack/types';");
        for (int i = 0; i < values.size(); i++) {
            // JSON is TypeScript; as a literal it may have no member that its type has not.
            lines.add("export const value" + i + ": " + type + " = " + values.get(i) + ";");
        }
        try {
            Path folder = Installed.FOLDER;
            Files.write(folder.resolve("judged.ts"), lines, StandardCharsets.UTF_8);
            return run(folder, "node", "node_modules/typescript/bin/tsc", "--noEmit", "--strict", "judged.ts");
        } catch (IOException e) {
            throw new UncheckedIOException("The blocks could not be handed to the TypeScript compiler", e);
        }
    }

    /** The packages, as the lock file names them. */
    private static final class Installed {
        static final Path FOLDER = install();

        private static Path install() {
            try {
                Path folder = Files.createDirectories(Path.of("target/slack-types"));
                for (String name : List.of("package.json", "package-lock.json")) {
                    lay(name, folder);
                }
                String said = run(folder, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent");
                if (!Files.exists(folder.resolve("node_modules/typescript/bin/tsc"))) {
                    throw new IllegalStateException("npm ci in " + folder + " brought no TypeScript: " + said);
                }
                return folder;
            } catch (IOException e) {
                throw new UncheckedIOException("npm could not be run; these tests need it", e);
            }
        }
    }

    private static void lay(String name, Path folder) throws IOException {
        try (InputStream packed = OfficialTypes.class.getResourceAsStream(name)) {
            Files.copy(
                    requireNonNull(packed, () -> name + " is not in the jar"),
                    folder.resolve(name),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String run(Path folder, String... command) throws IOException {
        Path out = Files.createTempFile("slack-types", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException(String.join(" ", command) + " took over " + MINUTES + " minutes");
            }
            String said = Files.readString(out);
            return process.exitValue() == 0 ? "" : said + "exit " + process.exitValue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while " + command[0] + " ran", stopped);
        } finally {
            Files.delete(out);
        }
    }
}
