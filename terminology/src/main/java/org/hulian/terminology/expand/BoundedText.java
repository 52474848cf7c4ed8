package org.hulian.terminology.expand;

/** Text that can be read only so often: what stops a regular expression that backtracks without end. */
final class BoundedText implements CharSequence {
    private static final int READS = 200_000;

    private final String text;
    private final int[] left;

    BoundedText(String text) {
        this(text, new int[] {READS});
    }

    private BoundedText(String text, int[] left) {
        this.text = text;
        this.left = left;
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        if (--left[0] < 0) {
            throw new IllegalStateException("read too often");
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new BoundedText(text.substring(start, end), left);
    }

    @Override
    public String toString() {
        return text;
    }
}
