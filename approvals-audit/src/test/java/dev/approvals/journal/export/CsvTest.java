package dev.approvals.journal.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.journal.Journals;
import dev.approvals.journal.line.Cell;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTest {

    @TempDir
    Path temp;

    private Path folder() {
        return temp.resolve("audit");
    }

    /** The rows of a table of RFC 4180, by somebody who knows nothing else of it. */
    private static List<List<String>> rows(String table) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < table.length(); i++) {
            char c = table.charAt(i);
            if (c == '"') {
                if (quoted && i + 1 < table.length() && table.charAt(i + 1) == '"') {
                    cell.append('"');
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (quoted || (c != ',' && c != '\r' && c != '\n')) {
                cell.append(c);
            } else if (c != '\n') {
                row.add(cell.toString());
                cell.setLength(0);
                if (c == '\r') {
                    rows.add(List.copyOf(row));
                    row.clear();
                }
            }
        }
        assertThat(quoted || !row.isEmpty() || !cell.isEmpty())
                .as("something is left")
                .isFalse();
        return rows;
    }

    @Test
    void aRowForEachEventUnderAHeader() throws IOException {
        Sample.usual(folder());

        List<List<String>> rows = rows(Sample.text(Format.CSV, folder()));

        assertThat(rows).hasSize(5);
        assertThat(rows.get(0)).isEqualTo(CsvForm.COLUMNS);
        assertThat(rows.get(2))
                .containsSubsequence(
                        "2026-01-05T09:00:00.001Z",
                        "action.started",
                        "call-1",
                        "1",
                        "export",
                        "agent:db-copilot",
                        "local:bob",
                        "chat-7",
                        "ask",
                        "test",
                        "ENFORCING",
                        "test-node",
                        "journal.test",
                        "1",
                        Journals.entries(folder()).get(1).hash().base64Url(),
                        "{\"verdict\":\"ask\"}");
    }

    @Test
    void hostileTextsStayInTheirCellsAndAreNoFormulas() throws IOException {
        Sample.hostile(folder());

        String table = Sample.text(Format.CSV, folder());

        List<List<String>> rows = rows(table);
        assertThat(rows).hasSize(Journals.entries(folder()).size() + 1);
        assertThat(rows)
                .allSatisfy(row -> assertThat(row)
                        .hasSize(CsvForm.COLUMNS.size())
                        .noneMatch(cell -> cell.matches("(?s)[=+\\-@\\t\\r\\n].*")));
        assertThat(table.replace("\r\n", "")).doesNotContainPattern("\\p{Cntrl}|[\u200b\u202e\u2066\u2028\ufeff]");
    }

    @Test
    void whatBeginsAFormulaIsText() {
        Map<String, String> cells = Map.of(
                "=1+1", "'=1+1",
                "+1", "'+1",
                "-1", "'-1",
                "@SUM(A1)", "'@SUM(A1)",
                "\uff1d1+1", "'\uff1d1+1",
                "a=1", "a=1",
                "a,\"b\"", "\"a,\"\"b\"\"\"",
                "=HYPERLINK(\"https://example.test\",\"x\")",
                        "\"'=HYPERLINK(\"\"https://example.test\"\",\"\"x\"\")\"");
        cells.forEach((text, cell) -> assertThat(Cell.of(text)).isEqualTo(cell));
    }
}
