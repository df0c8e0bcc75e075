package dev.approvals.testkit.life;

import dev.approvals.call.Principal;
import dev.approvals.core.lifecycle.Progress;
import dev.approvals.core.lifecycle.RequestState;
import dev.approvals.core.lifecycle.Roster;
import dev.approvals.core.lifecycle.Step;
import dev.approvals.core.lifecycle.Terms;
import dev.approvals.review.Decision;
import dev.approvals.review.Delivery;
import dev.approvals.review.Reviewer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Plays a story: makes the steps of its acts, as the engine would, and applies them. */
final class Play {

    private final Story story;
    private final Terms terms;
    private final Story.Machine machine;
    private final List<Story.Moment> moments = new ArrayList<>();
    private final List<Step> repeatable = new ArrayList<>();
    private Company company = Company.atFirst();
    private Instant now = Story.START;
    private RequestState state;
    private int executions;

    Play(Story story, Story.Machine machine) {
        this.story = story;
        this.terms = story.terms();
        this.machine = machine;
        this.state = story.first();
    }

    List<Story.Moment> play() {
        for (Act act : story.acts()) {
            step(act).ifPresent(this::apply);
        }
        return moments;
    }

    private void apply(Step step) {
        RequestState before = state;
        Progress<RequestState> progress = machine.apply(terms, before, step, now);
        if (progress instanceof Progress.Moved<RequestState> moved) {
            state = moved.next();
        }
        moments.add(new Story.Moment(terms, step, company, now, before, progress, state));
    }

    private Optional<Step> step(Act act) {
        if (act instanceof Act.Moves moves) {
            company = company.moving(moves.person(), moves.group());
        } else if (act instanceof Act.GivesAccount gives) {
            company = company.giving(gives.account(), gives.person());
        } else if (act instanceof Act.ClockGoes goes) {
            now = now.plus(goes.by());
        } else if (act instanceof Act.ClockComesDue comes) {
            now = state.dueAt(terms).orElse(now).plus(comes.micros(), ChronoUnit.MICROS);
        } else if (act instanceof Act.Again again) {
            int place = repeatable.size() - again.back();
            return place < 0 ? Optional.empty() : Optional.of(renewed(repeatable.get(place)));
        } else {
            return personal(act).or(() -> later(act)).or(() -> other(act));
        }
        return Optional.empty();
    }

    private Optional<Step> personal(Act act) {
        Step step;
        if (act instanceof Act.Decides decides) {
            step = new Step.Decide(
                    decision(decides),
                    decides.channel(),
                    roster(decides.reviewer()),
                    decides.words().credit());
        } else if (act instanceof Act.Withdraws withdraws) {
            step = new Step.Withdraw(withdraws.reviewer(), "second thoughts", roster(withdraws.reviewer()));
        } else if (act instanceof Act.Claims claims) {
            step = new Step.Claim("execution-" + ++executions, claims.node(), digest(claims.ofAnotherCall()), roster());
        } else {
            return Optional.empty();
        }
        repeatable.add(step);
        return Optional.of(step);
    }

    private String digest(boolean ofAnotherCall) {
        return ofAnotherCall ? "digest-2" : terms.digest();
    }

    /** What goes on after the tool was started, or instead. */
    private Optional<Step> later(Act act) {
        if (act instanceof Act.LosesNode loses) {
            return Optional.of(new Step.NodeLost(loses.node()));
        }
        if (act instanceof Act.BeginsAgain again) {
            return Optional.of(new Step.Reclaim(again.lost(), again.node(), digest(again.ofAnotherCall()), roster()));
        }
        if (act instanceof Act.ComesBack back) {
            return Optional.of(new Step.OtherEpoch(back.epoch()));
        }
        if (act instanceof Act.Notes notes) {
            return Optional.of(new Step.CloseNote(notes.reviewer(), notes.words(), roster(notes.reviewer())));
        }
        return act instanceof Act.HandsBack ? Optional.of(new Step.HandBack()) : Optional.empty();
    }

    private Optional<Step> other(Act act) {
        if (act instanceof Act.Shows shows) {
            Delivery delivery = new Delivery("message", "card", shows.whole());
            return Optional.of(new Step.Deliver(shows.channel(), round(shows.slip()), delivery));
        }
        if (act instanceof Act.FailsToShow fails) {
            return Optional.of(new Step.Undeliverable(fails.channel(), "unreachable"));
        }
        if (act instanceof Act.Finishes finishes) {
            String execution =
                    finishes.another() ? "execution-0" : state.holder().executionId();
            return Optional.of(new Step.Finish(execution, finishes.ending()));
        }
        if (act instanceof Act.CallsOff off) {
            return Optional.of(new Step.CallOff(off.code(), "called off"));
        }
        if (act instanceof Act.Detaches) {
            return terms.runLater() ? Optional.of(new Step.Detach()) : Optional.empty();
        }
        return Optional.of(act instanceof Act.Collects ? new Step.Collect() : new Step.Tick());
    }

    /** The same step when it comes once more: who is who is asked again. */
    private Step renewed(Step step) {
        if (step instanceof Step.Decide decide) {
            return new Step.Decide(
                    decide.decision(),
                    decide.channel(),
                    roster(decide.decision().reviewer()),
                    decide.credit());
        }
        if (step instanceof Step.Withdraw withdraw) {
            return new Step.Withdraw(withdraw.reviewer(), withdraw.reason(), roster(withdraw.reviewer()));
        }
        Step.Claim claim = (Step.Claim) step;
        return new Step.Claim(claim.executionId(), claim.node(), claim.digest(), roster());
    }

    private Decision decision(Act.Decides decides) {
        return new Decision(
                decides.slip() == Act.Slip.REQUEST ? "request-2" : terms.requestId(),
                round(decides.slip()),
                decides.slip() == Act.Slip.DIGEST ? "digest-2" : terms.digest(),
                decides.kind(),
                decides.reviewer(),
                decides.words().comment(),
                decides.words().scope());
    }

    private int round(Act.Slip slip) {
        return switch (slip) {
            case EARLIER_ROUND -> state.round() - 1;
            case LATER_ROUND -> state.round() + 1;
            case NONE, DIGEST, REQUEST -> state.round();
        };
    }

    private Roster roster(Reviewer... more) {
        Stream<Principal> voters =
                state.votes().stream().map(vote -> vote.decision().reviewer().account());
        return Roster.of(
                company,
                terms.requester(),
                Stream.concat(voters, Stream.of(more).map(Reviewer::account)).toList());
    }
}
