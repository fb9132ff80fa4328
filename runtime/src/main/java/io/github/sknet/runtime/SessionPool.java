package io.github.sknet.runtime;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;

/** The sessions of one plan that nobody uses at the moment. */
final class SessionPool {

    private final Plan plan;
    private final Team team;
    private final Deque<Session> idle = new ArrayDeque<>();
    private int busy;

    /** The most that were busy at once since the pool was last trimmed. */
    private int mostBusy;

    SessionPool(Plan plan, Team team) {
        this.plan = plan;
        this.team = team;
    }

    /** Computes with a session that no other thread uses meanwhile: the one that was used last, or a new one. */
    <T> T with(Function<Session, T> work) {
        Session session = take();
        try {
            return work.apply(session);
        } finally {
            giveBack(session);
        }
    }

    private synchronized Session take() {
        Session session = idle.isEmpty() ? plan.session(team) : idle.pop();
        busy++;
        mostBusy = Math.max(mostBusy, busy);
        return session;
    }

    private synchronized void giveBack(Session session) {
        busy--;
        idle.push(session);
    }

    /** Gives up the sessions that have not been needed since this was last called. */
    synchronized void trim() {
        while (idle.size() > mostBusy - busy) {
            idle.removeLast();
        }
        mostBusy = busy;
    }

    /** How many nobody uses. */
    synchronized int idle() {
        return idle.size();
    }
}
