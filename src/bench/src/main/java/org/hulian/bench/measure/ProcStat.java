package org.hulian.bench.measure;

import java.time.Duration;

/**
 * The parts of {@code /proc/<pid>/stat} that tell CPU time.
 *
 * @param ticks  of the process in user and system mode
 * @param reaped of children that ended and were waited for
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">proc_pid_stat(5)</a>
 */
record ProcStat(long pid, long parent, long ticks, long reaped) {
    /** USER_HZ, which Linux fixes at 100 for what it shows to programs. */
    private static final long TICKS_PER_SECOND = 100;

    private static final int PARENT = 4;
    private static final int USER = 14;
    private static final int SYSTEM = 15;
    private static final int CHILDREN_USER = 16;
    private static final int CHILDREN_SYSTEM = 17;

    /** Fields are counted from 1; the second is the program's name in parentheses and may hold anything. */
    static ProcStat parse(String line) {
        int afterName = line.lastIndexOf(')');
        long pid = Long.parseLong(line.substring(0, line.indexOf(' ')));
        String[] fields = line.substring(afterName + 2).strip().split(" ", -1);
        return new ProcStat(
                pid,
                field(fields, PARENT),
                field(fields, USER) + field(fields, SYSTEM),
                field(fields, CHILDREN_USER) + field(fields, CHILDREN_SYSTEM));
    }

    static Duration time(long ticks) {
        return Duration.ofMillis(ticks * 1_000 / TICKS_PER_SECOND);
    }

    private static long field(String[] fields, int number) {
        return Long.parseLong(fields[number - 3]);
    }
}
