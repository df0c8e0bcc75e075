package dev.approvals.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * Every piece of Java in the documents compiles: whole programs as they stand, others inside a method that has what a reader
 * has. Only {@link java.io.IOException} and interrupts go without saying; any other checked exception the documents handle.
 */
class SnippetsTest {

    /** What stands in packages of one's own choosing is imported; where two packages have a name, the one that is meant. */
    private static final String IMPORTS = """
            import dev.approvals.*; import dev.approvals.audit.*; import dev.approvals.call.*; import dev.approvals.policy.*;
            import dev.approvals.review.*; import dev.approvals.store.*; import dev.approvals.tool.*;
            import dev.approvals.core.*; import dev.approvals.core.policy.*; import dev.approvals.core.seal.*;
            import dev.approvals.http.*; import dev.approvals.http.auth.*; import dev.approvals.http.jetty.*;
            import dev.approvals.http.login.*; import dev.approvals.http.webhook.*;
            import dev.approvals.jdbc.*; import dev.approvals.journal.*; import dev.approvals.journal.export.*;
            import dev.approvals.journal.home.*; import dev.approvals.journal.note.*; import dev.approvals.journal.payload.*;
            import dev.approvals.journal.read.*; import dev.approvals.journal.report.*; import dev.approvals.journal.verify.*;
            import dev.approvals.slack.*; import dev.approvals.slack.identity.*;
            import dev.approvals.testkit.*; import org.junit.jupiter.api.extension.RegisterExtension;
            import java.io.*; import java.net.*; import java.nio.file.*; import java.time.*; import java.util.*;
            """;

    /** What the documents take as given. */
    private static final String GIVEN = """
            javax.sql.DataSource dataSource; ApprovalStore store; StoreKeys keys; ApprovalsBuilder builder; ReviewDesk desk;
            Directory directory, people; ReviewerAuthenticator authenticator; Approver inbox; Reviewer alice;
            ApprovalRequest request; Journal journal; CheckpointSigner signer; PayloadCipher cipher; Path folder, target;
            NoteKey trusted; Anchor anchor; String keyFromElsewhere; Instant quarterBegins, quarterEnds, lastMonth; Clock clock;
            Collector collector; interface Collector { void send(List<?> events); }
            boolean isNight(Instant at) { return at.isBefore(quarterEnds); }
            """;

    /** A snippet in a class, so many lines below its beginning. */
    private static final class File extends SimpleJavaFileObject {
        private final Snippet snippet;
        private final String head;

        File(Snippet snippet) {
            super(URI.create("string:///" + snippet.name() + ".java"), Kind.SOURCE);
            this.snippet = snippet;
            this.head = snippet.isProgram() ? "" : head(snippet);
        }

        private static String head(Snippet snippet) {
            return IMPORTS + "class " + snippet.name() + " {\n" + GIVEN
                    + (snippet.isMember() ? "" : "void run() throws IOException, InterruptedException {\n");
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return head + snippet.code() + (snippet.isProgram() ? "" : snippet.isMember() ? "}" : "}}");
        }

        String at(long line) {
            return snippet.document() + ":"
                    + (snippet.line() + line - head.lines().count());
        }
    }

    @Test
    void everySnippetOfTheDocumentsCompiles() {
        List<File> files = Snippet.all().stream().map(File::new).toList();

        assertThat(files).hasSizeGreaterThan(20);
        assertThat(faults(files)).isEmpty();
    }

    @Test
    void whatDoesNotCompileIsSaidWithItsDocumentAndLine() {
        String wrong = "Reviewer grace = Reviewer.named(\"grace\");\nOidcProvider.check();\n";

        assertThat(faults(List.of(new File(new Snippet("docs/some.md", 41, wrong)))))
                .singleElement()
                .asString()
                .startsWith("docs/some.md:43: ")
                .contains("OidcProvider");
    }

    /** What the compiler finds when it looks closely, without writing classes. */
    private static List<String> faults(List<File> files) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        List<String> options = List.of("-proc:none", "-cp", System.getProperty("java.class.path"));
        try {
            ((JavacTask) compiler.getTask(null, null, found, options, null, files)).analyze();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found.getDiagnostics().stream()
                .filter(fault -> fault.getKind() == Diagnostic.Kind.ERROR)
                .map(SnippetsTest::words)
                .toList();
    }

    private static String words(Diagnostic<? extends JavaFileObject> fault) {
        String message = fault.getMessage(Locale.ROOT);
        // Without a source, such as for a class path that cannot be read, it is about all of them.
        return fault.getSource() instanceof File file ? file.at(fault.getLineNumber()) + ": " + message : message;
    }
}
