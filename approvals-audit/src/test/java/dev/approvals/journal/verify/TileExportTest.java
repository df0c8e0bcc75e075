package dev.approvals.journal.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.journal.Durability;
import dev.approvals.journal.Journal;
import dev.approvals.journal.Journals;
import dev.approvals.journal.note.Checkpoint;
import dev.approvals.journal.tree.Frontier;
import dev.approvals.journal.tree.Hash;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TileExportTest {

    @TempDir
    Path temp;

    private Path folder = Path.of("");
    private Path target = Path.of("");

    @BeforeEach
    void write() {
        folder = temp.resolve("audit");
        target = temp.resolve("tiles");
        try (Journal journal =
                Journal.open(folder, Journals.options().segmentBytes(50_000).durability(event -> Durability.ASYNC))) {
            LongStream.rangeClosed(1, 590).mapToObj(Journals::event).forEach(journal::append);
        }
    }

    @Test
    void theTilesGiveTheRootThatWasSigned() throws IOException {
        Checkpoint checkpoint = TileExport.write(folder, target);

        long size = checkpoint.size();
        assertThat(size).isEqualTo(Journals.lines(folder).size()).isBetween(590L, 620L);
        Frontier tree = Frontier.empty();
        for (String tile : List.of("000", "001", "002.p/" + (size - 512))) {
            byte[] bytes = Files.readAllBytes(target.resolve("tile/0/" + tile));
            for (int i = 0; i < bytes.length; i += Hash.LENGTH) {
                tree.add(Hash.of(Arrays.copyOfRange(bytes, i, i + Hash.LENGTH)));
            }
        }
        assertThat(tree.root()).isEqualTo(checkpoint.root());
        assertThat(target.resolve("tile/1/000.p/2")).hasSize(2 * Hash.LENGTH);
        assertThat(target.resolve("checkpoint")).hasSameBinaryContentAs(folder.resolve("checkpoint"));
    }

    @Test
    void theEntriesAreTheLines() throws IOException {
        long size = TileExport.write(folder, target).size();

        List<String> entries = new ArrayList<>();
        for (String bundle : List.of("000", "001", "002.p/" + (size - 512))) {
            try (DataInputStream in =
                    new DataInputStream(Files.newInputStream(target.resolve("tile/entries/" + bundle)))) {
                while (in.available() > 0) {
                    entries.add(new String(in.readNBytes(in.readUnsignedShort()), StandardCharsets.US_ASCII));
                }
            }
        }
        assertThat(entries).isEqualTo(Journals.lines(folder));
    }

    @Test
    void aJournalThatIsNotWhatWasSignedIsNotExported() throws IOException {
        Path segment = Journals.segments(folder).get(1);
        Files.writeString(segment, Files.readString(segment).replaceFirst("approval.notified", "approval.notifier"));

        assertThatThrownBy(() -> TileExport.write(folder, target))
                .hasMessageContaining("is not what its checkpoint says");
        assertThat(target.resolve("checkpoint")).doesNotExist();
        assertThatThrownBy(() -> TileExport.write(folder, temp)).hasMessageContaining("is there already");
    }
}
