package dev.approvals.examples.recorded;

import dev.approvals.tool.Risk;
import dev.approvals.tool.ToolSpec;
import java.math.BigDecimal;
import java.util.List;

/**
 * The tools of an airline's service agent, as the tau-bench project defines them. Parameters and components are named
 * as the traces name them.
 */
final class AirlineTools {

    private AirlineTools() {}

    record Flight(String flight_number, String date) {}

    record Passenger(String first_name, String last_name, String dob) {}

    record Payment(String payment_id, BigDecimal amount) {}

    static List<ToolSpec.Builder> reads() {
        return List.of(
                ToolSpec.named("get_user_details").parameter("user_id", String.class),
                ToolSpec.named("get_reservation_details").parameter("reservation_id", String.class),
                route("search_direct_flight"),
                route("search_onestop_flight"),
                ToolSpec.named("list_all_airports"),
                ToolSpec.named("calculate").parameter("expression", String.class),
                ToolSpec.named("think").parameter("thought", String.class),
                ToolSpec.named("transfer_to_human_agents").parameter("summary", String.class));
    }

    static List<ToolSpec.Builder> writes() {
        return List.of(
                booking(),
                write("cancel_reservation", "Cancel reservation {reservation_id}")
                        .parameter("reservation_id", String.class),
                write("update_reservation_flights", "Rebook {reservation_id} in {cabin}, paid by {payment_id}")
                        .parameter("reservation_id", String.class)
                        .parameter("cabin", String.class)
                        .parameter("flights", Flight[].class)
                        .parameter("payment_id", String.class),
                write("update_reservation_baggages", "{total_baggages} bags for {reservation_id}, paid by {payment_id}")
                        .parameter("reservation_id", String.class)
                        .parameter("total_baggages", int.class)
                        .parameter("nonfree_baggages", int.class)
                        .parameter("payment_id", String.class),
                write("update_reservation_passengers", "Change the passengers of {reservation_id}")
                        .parameter("reservation_id", String.class)
                        .parameter("passengers", Passenger[].class),
                write("send_certificate", "Give {user_id} a certificate over {amount} dollars")
                        .parameter("user_id", String.class)
                        .parameter("amount", BigDecimal.class));
    }

    private static ToolSpec.Builder booking() {
        return write("book_reservation", "Book {origin} to {destination}, {cabin}, for {user_id}")
                .parameter("user_id", String.class)
                .parameter("origin", String.class)
                .parameter("destination", String.class)
                .parameter("flight_type", String.class)
                .parameter("cabin", String.class)
                .parameter("flights", Flight[].class)
                .parameter("passengers", Passenger[].class)
                .parameter("payment_methods", Payment[].class)
                .parameter("total_baggages", int.class)
                .parameter("nonfree_baggages", int.class)
                .parameter("insurance", String.class);
    }

    private static ToolSpec.Builder route(String name) {
        return ToolSpec.named(name)
                .parameter("origin", String.class)
                .parameter("destination", String.class)
                .parameter("date", String.class);
    }

    private static ToolSpec.Builder write(String name, String summary) {
        return ToolSpec.named(name).summary(summary).risk(Risk.HIGH).reviewers("airline-desk");
    }
}
