package dev.approvals.journal.disk;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * What a journal does with files. Nothing here fails because its thread is interrupted: a channel would be closed by that,
 * a {@link RandomAccessFile} is not.
 */
public final class Disk {

    private static final FileAttribute<Set<PosixFilePermission>> FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?>[] AS_INHERITED = {};

    private Disk() {}

    private static boolean hasOwners(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /**
     * Creates an empty file that only its owner may read and write, where the file system knows owners.
     *
     * @param file the file
     * @throws IOException if it is there already, or could not be made
     */
    public static void create(Path file) throws IOException {
        Files.createFile(file, hasOwners(file) ? new FileAttribute<?>[] {FILE} : AS_INHERITED);
    }

    /**
     * Creates a folder, and those above it, that only its owner may enter, where the file system knows owners.
     *
     * @param folder the folder; may be there already
     * @throws IOException if it could not be made
     */
    public static void createFolder(Path folder) throws IOException {
        Files.createDirectories(folder, hasOwners(folder) ? new FileAttribute<?>[] {FOLDER} : AS_INHERITED);
    }

    /**
     * Looks at who may use a file.
     *
     * @param file the file
     * @return whether nobody but its owner may; true where the file system knows no owners
     * @throws IOException if it cannot be looked at
     */
    public static boolean isOwnersOnly(Path file) throws IOException {
        return !hasOwners(file)
                || Files.getPosixFilePermissions(file).stream()
                        .allMatch(permission -> permission.name().startsWith("OWNER_"));
    }

    /**
     * Identifies the file behind a path, so that another one put in its place is noticed.
     *
     * @param file the path
     * @return the file's key, or empty where the file system has none
     * @throws IOException if there is no file
     */
    public static Optional<Object> keyOf(Path file) throws IOException {
        return Optional.ofNullable(
                Files.readAttributes(file, BasicFileAttributes.class).fileKey());
    }

    /**
     * Puts the entries of a folder on disk: without it a new file may be gone after a power failure, however well its own
     * content was synced.
     *
     * @param folder the folder
     * @throws IOException if it failed
     */
    public static void syncFolder(Path folder) throws IOException {
        if (!hasOwners(folder)) {
            return; // Such a system, Windows, opens no folders; its file systems write their entries through a log.
        }
        boolean interrupted = Thread.interrupted();
        try {
            while (!synced(folder)) {
                interrupted |= Thread.interrupted();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean synced(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
            return true;
        } catch (ClosedByInterruptException interrupt) {
            return false;
        }
    }

    /**
     * Writes a new file and puts it on disk.
     *
     * @param file a file that is not there yet
     * @param bytes its content
     * @throws IOException if it is there already, or could not be written; what was written of it is removed
     */
    public static void writeNew(Path file, byte[] bytes) throws IOException {
        create(file);
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.write(bytes);
            out.getFD().sync();
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /**
     * Puts a content in the place of another, whole or not at all, and on disk.
     *
     * @param file the file
     * @param bytes its new content
     * @throws IOException if it could not be written; the old content is then still there
     */
    public static void replace(Path file, byte[] bytes) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        writeNew(fresh, bytes);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            syncFolder(folder);
        }
    }

    /**
     * Reads a small file.
     *
     * @param file the file
     * @param limit the most bytes it may have
     * @return its content
     * @throws IOException if it cannot be read, or is larger
     */
    public static byte[] read(Path file, int limit) throws IOException {
        try (FileInputStream in = new FileInputStream(file.toFile())) {
            byte[] bytes = in.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw new IOException(file + " has more than " + limit + " bytes");
            }
            return bytes;
        }
    }
}
