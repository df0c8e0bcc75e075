package dev.approvals.testkit.tck;

import dev.approvals.core.approver.ConsoleApprover;
import dev.approvals.core.render.Card;
import dev.approvals.core.render.CardLimits;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Approver;
import dev.approvals.review.Decision;
import dev.approvals.review.Reviewer;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/** The console keeps to the contract of approvers; a person sits at it who answers what is on the screen. */
class ConsoleContractTest extends ApproverTck {

    private static final String GO_ON = "Press Enter to go on.";

    private final Keyboard keyboard = new Keyboard();
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final AtomicInteger wentOn = new AtomicInteger();

    @Override
    protected Approver newApprover() {
        return new ConsoleApprover(
                Reviewer.named("alice"),
                new BufferedReader(keyboard),
                new PrintStream(screen, true, StandardCharsets.UTF_8));
    }

    @Override
    protected String shown(Approver approver, ApprovalRequest request) {
        return awaitPrompt(request);
    }

    @Override
    protected void decide(Approver approver, ApprovalRequest request, Decision.Kind kind) {
        awaitPrompt(request);
        keyboard.type(
                switch (kind) {
                    case APPROVE -> "y";
                    case DENY -> "n";
                    case ESCALATE -> "e";
                    case BREAK_GLASS -> throw new IllegalArgumentException("the console does not offer it");
                });
    }

    @Override
    protected boolean showsInboxOnly() {
        return true;
    }

    /** Waits until the last prompt is the request's, and of its round. */
    private String awaitPrompt(ApprovalRequest request) {
        String code = Card.of(request, CardLimits.standard()).code();
        String prompt = code + ": approve?";
        for (int i = 0; i < 20_000; i++) {
            String text = screen.toString(StandardCharsets.UTF_8);
            int last = text.lastIndexOf(": approve?");
            boolean mine = last >= 0 && text.startsWith(prompt, last - code.length());
            if (mine && count(text, prompt) > request.progress().round()) {
                return text;
            }
            goOn(text);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        throw new AssertionError("Request " + code + " was not shown:\n" + screen.toString(StandardCharsets.UTF_8));
    }

    private void goOn(String text) {
        int before = wentOn.get();
        if (count(text, GO_ON) > before && wentOn.compareAndSet(before, before + 1)) {
            keyboard.type("");
        }
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    /** Lines that are typed one after the other, and awaited until they are. */
    private static final class Keyboard extends Reader {

        private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        private String rest = "";

        void type(String line) {
            lines.add(line + "\n");
        }

        @Override
        public int read(char[] into, int offset, int length) throws IOException {
            try {
                rest = rest.isEmpty() ? lines.take() : rest;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("nobody types any more");
            }
            int count = Math.min(length, rest.length());
            rest.getChars(0, count, into, offset);
            rest = rest.substring(count);
            return count;
        }

        @Override
        public void close() {
            lines.add("");
        }
    }
}
