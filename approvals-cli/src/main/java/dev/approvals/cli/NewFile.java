package dev.approvals.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes files that are not there yet: nothing that somebody may still need is overwritten, and no half is left. */
final class NewFile {

    /** Writes what the file is to hold. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private NewFile() {}

    /**
     * Writes a file.
     *
     * @param file the file
     * @param text what it is to hold
     * @throws Trouble if it is there already, or cannot be written
     */
    static void write(Path file, String text) {
        write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** As {@link #write(Path, String)}, for what is too long for a text. */
    static void write(Path file, Content content) {
        OutputStream created;
        try {
            created = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (NoSuchFileException e) {
            throw new Trouble(file + " cannot be written: there is no such folder. Make it first.");
        } catch (AccessDeniedException e) {
            throw new Trouble(file + " cannot be written: permission denied. Name a file where you may write.");
        } catch (IOException e) {
            throw Trouble.ofFile(file, e);
        }
        boolean whole = false;
        try (OutputStream out = new BufferedOutputStream(created)) {
            content.writeTo(out);
            out.flush();
            whole = true;
        } catch (IOException e) {
            throw Trouble.of(e);
        } finally {
            if (!whole) {
                remove(file);
            }
        }
    }

    private static void remove(Path half) {
        try {
            Files.delete(half);
        } catch (IOException e) {
            // What went wrong first is on its way to be told, and matters more than the half that stays.
            return;
        }
    }
}
