package dev.approvals.journal;

/** How safe an event is when {@link Journal#append} returns. In no mode is an event dropped. */
public enum Durability {
    /** On disk: it survives the loss of power. */
    DISK,
    /** With the operating system: it survives the end of this process, and is on disk about a second later. */
    OS,
    /**
     * In memory: it is written with the next event that asks for more, or within about a second, or once a megabyte waits;
     * then whoever appends writes it. If that fails, the next event is refused.
     */
    ASYNC
}
