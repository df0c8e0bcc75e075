package dev.approvals.cli;

import dev.approvals.journal.verify.Anchor;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code SIZE:ROOT}. */
final class Anchors implements ITypeConverter<Anchor> {

    @Override
    public Anchor convert(String text) {
        try {
            return Anchor.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
