package dev.approvals.cli;

/** The program {@code approvals}. */
public final class Main {

    private Main() {}

    /**
     * Runs a command and ends the program: status 0 where nothing wrong was found, 1 where the evidence is bad, 2 where nothing
     * can be said.
     *
     * @param args the command, its options and what it is about; {@code --help} tells them
     */
    public static void main(String[] args) {
        System.exit(new Program(Terminal.ofProcess()).run(args));
    }
}
