package dev.approvals.examples.recorded;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** The recorded airline agent, where its file is at hand, and a stand-in with the same numbers, which always is. */
final class AirlineTraces {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int RUNS = 50;
    private static final int AGAIN = 3;

    private final Random random;
    private final List<Wrong> wrong = new ArrayList<>();
    private int reservations;

    /** A wrong call and the run that it is part of. */
    private record Wrong(ObjectNode run, ObjectNode function) {}

    private AirlineTraces(long seed) {
        random = new Random(seed);
    }

    /** Looks for the file beside this project and beside the folders above it. */
    static Optional<Path> recorded() {
        return Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
                .map(folder -> folder.resolve("shared/traces/airline-gpt-4o.json"))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /**
     * Writes a trace of 224 reads, 21 correct writes and 37 wrong ones, in an order of its own; three of the wrong ones are
     * tried again in their run.
     */
    static Path standIn(Path file, long seed) throws IOException {
        AirlineTraces made = new AirlineTraces(seed);
        List<String> kinds = new ArrayList<>(Collections.nCopies(224, "read"));
        kinds.addAll(Collections.nCopies(21, "correct"));
        kinds.addAll(Collections.nCopies(37 - AGAIN, "wrong"));
        Collections.shuffle(kinds, made.random);
        ArrayNode runs = JSON.createArrayNode();
        for (int i = 0; i < RUNS; i++) {
            ObjectNode run = runs.addObject().put("task_id", i);
            run.putArray("correct_actions");
            run.putArray("messages");
        }
        kinds.forEach(kind -> made.add(kind, (ObjectNode) runs.get(made.random.nextInt(RUNS))));
        made.tryAgain();
        return Files.writeString(file, runs.toString());
    }

    private void add(String kind, ObjectNode run) {
        String reservation = "R%05d".formatted(++reservations);
        ObjectNode arguments = JSON.createObjectNode().put("reservation_id", reservation);
        String tool = kind.equals("read") ? "get_reservation_details" : "cancel_reservation";
        if (!kind.equals("read") && random.nextBoolean()) {
            tool = "update_reservation_flights";
            arguments.put("payment_id", "gift_card_1").put("cabin", "economy");
            arguments
                    .putArray("flights")
                    .addObject()
                    .put("flight_number", "HAT001")
                    .put("date", "2024-05-20");
        }
        if (kind.equals("correct")) {
            ObjectNode reordered = JSON.createObjectNode();
            List<String> names = new ArrayList<>();
            arguments.fieldNames().forEachRemaining(names::add);
            Collections.reverse(names);
            names.forEach(name -> reordered.set(name, arguments.get(name)));
            ((ArrayNode) run.get("correct_actions"))
                    .addObject()
                    .put("name", tool)
                    .set("kwargs", reordered);
        }
        // A recorded agent uses its call ids again and again.
        ObjectNode function = call(run, "call_" + random.nextInt(20));
        function.put("name", tool).put("arguments", arguments.toString());
        if (kind.equals("wrong")) {
            wrong.add(new Wrong(run, function));
        }
    }

    private static ObjectNode call(ObjectNode run, String id) {
        ObjectNode message = ((ArrayNode) run.get("messages")).addObject().put("role", "assistant");
        return message.putArray("tool_calls").addObject().put("id", id).putObject("function");
    }

    /** A recorded agent does not take no for an answer. */
    private void tryAgain() {
        wrong.subList(0, AGAIN).forEach(denied -> call(denied.run(), "again").setAll(denied.function()));
    }
}
