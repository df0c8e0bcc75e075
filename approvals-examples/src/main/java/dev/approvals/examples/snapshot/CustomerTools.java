package dev.approvals.examples.snapshot;

import dev.approvals.call.Arguments;
import dev.approvals.call.ToolCall;
import dev.approvals.review.Impact;
import dev.approvals.review.ImpactPreview;
import dev.approvals.tool.Reason;
import dev.approvals.tool.RequiresApproval;
import dev.approvals.tool.Risk;
import dev.approvals.tool.Sensitive;
import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;

/**
 * What the agent can do. {@code @Tool} is LangChain4j's and makes a method known to the model; {@code @RequiresApproval}
 * is ours and puts a person before it. A method without it passes.
 */
public class CustomerTools implements ImpactPreview {

    private final CustomerDatabase database;
    private final ExportFolder exports;
    private final Bucket bucket;
    private final Outbox outbox;

    CustomerTools(CustomerDatabase database, ExportFolder exports, Bucket bucket, Outbox outbox) {
        this.database = database;
        this.exports = exports;
        this.bucket = bucket;
        this.outbox = outbox;
    }

    /**
     * Lists the tables.
     *
     * @return their names
     * @throws SQLException if the database cannot be read
     */
    @Tool("Lists the tables of the shop's database")
    public List<String> tables() throws SQLException {
        return database.tables();
    }

    /**
     * Counts rows.
     *
     * @param table the table
     * @return how many there are
     * @throws SQLException if the database cannot be read
     */
    @Tool("Counts the rows of a table")
    public long count(String table) throws SQLException {
        return database.count(table);
    }

    /**
     * Exports the first rows of a table.
     *
     * @param why the agent's reason
     * @param table the table
     * @param columns the columns wanted
     * @param rows how many rows at most
     * @param file the name of the file to write
     * @return what was done
     * @throws SQLException if the database cannot be read
     * @throws IOException if the file cannot be written
     */
    @Tool("Exports the first rows of a table to a CSV file")
    @RequiresApproval(
            value = "Export {rows} rows of {table} to {file}",
            risk = Risk.HIGH,
            reviewers = "data-protection")
    public String export(
            @Reason @P("what it is for") String why,
            String table,
            List<String> columns,
            int rows,
            @P("the file's name, such as sample.csv") String file)
            throws SQLException, IOException {
        List<List<String>> data = database.rows(table, columns, rows);
        exports.write(file, columns, data);
        return "Exported " + data.size() + " rows to " + file;
    }

    /**
     * Uploads an exported file.
     *
     * @param why the agent's reason
     * @param file the file's name
     * @param token the partner's token; nobody but this tool sees it
     * @return what was done
     * @throws IOException if the bucket does not take it
     * @throws InterruptedException if it was interrupted
     */
    @Tool("Uploads an exported file to the partner's bucket")
    @RequiresApproval(
            value = "Upload {file} to the partner's bucket, outside of the company",
            risk = Risk.HIGH,
            reviewers = "data-protection")
    public String upload(@Reason @P("what it is for") String why, String file, @Sensitive String token)
            throws IOException, InterruptedException {
        bucket.put(exports.find(file).path(), token);
        return "Uploaded " + file;
    }

    /**
     * Sends a mail.
     *
     * @param to the address
     * @param subject the subject
     * @param body the text
     * @return what was done
     * @throws IOException if it cannot be sent
     */
    @Tool("Sends a mail")
    @RequiresApproval(value = "Mail {to}: {subject}", risk = Risk.LOW)
    public String mail(String to, String subject, String body) throws IOException {
        outbox.send(to, subject, body);
        return "Mailed " + to + ": " + subject;
    }

    /** What the reviewer should know before anything happens; the database is opened for reading only. */
    @Override
    public Impact preview(ToolCall call) {
        try {
            return switch (call.tool().name()) {
                case "export" -> impactOfExport(call.arguments());
                case "upload" -> impactOfUpload(call.arguments());
                default -> Impact.NONE;
            };
        } catch (SQLException e) {
            throw new IllegalStateException("The database did not say what would leave: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("The file to upload cannot be read", e);
        }
    }

    private Impact impactOfExport(Arguments arguments) throws SQLException {
        String table = text(arguments, "table");
        List<String> columns = list(arguments, "columns");
        Integer rows = arguments.get("rows", Integer.class);
        var extent = database.extentOf(table, columns, rows == null ? 0 : rows);
        return Impact.of("rows that leave the database", extent.rows() + " of " + database.count(table))
                .and("bytes, about", extent.bytes())
                .and("columns with personal data", named(extent.personalColumns()));
    }

    private Impact impactOfUpload(Arguments arguments) throws IOException {
        var file = exports.find(text(arguments, "file"));
        return Impact.of("rows that leave the company", file.rows())
                .and("bytes", file.bytes())
                .and("columns with personal data", named(CustomerDatabase.personal(file.columns())));
    }

    private static String text(Arguments arguments, String name) {
        return String.valueOf(arguments.get(name, String.class));
    }

    private static List<String> list(Arguments arguments, String name) {
        return arguments.asMap().get(name) instanceof List<?> values
                ? values.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static String named(List<String> columns) {
        return columns.isEmpty() ? "none" : String.join(", ", columns);
    }
}
