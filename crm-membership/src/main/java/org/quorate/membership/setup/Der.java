package org.quorate.membership.setup;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The few values of ASN.1 that a certificate is made of, in DER (ITU-T X.690). */
final class Der {

    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int OCTET_STRING = 0x04;
    private static final int OBJECT_IDENTIFIER = 0x06;
    private static final int UTF8_STRING = 0x0c;
    private static final int UTC_TIME = 0x17;
    private static final int GENERALIZED_TIME = 0x18;
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int CONTEXT = 0x80;
    private static final int CONSTRUCTED_CONTEXT = 0xa0;
    private static final int SHORT_LENGTH = 0x80;
    /** RFC 5280, 4.1.2.5: from this year on dates have four digits for the year. */
    private static final int FOUR_DIGIT_YEAR = 2050;

    private Der() {}

    static byte[] sequence(byte[]... parts) {
        return value(SEQUENCE, joined(parts));
    }

    static byte[] set(byte[]... parts) {
        return value(SET, joined(parts));
    }

    /** A part that is told from others by its number: {@code [number] EXPLICIT}. */
    static byte[] tagged(int number, byte[] part) {
        return value(CONSTRUCTED_CONTEXT | number, part);
    }

    /** A text in the place of a choice: {@code [number] IMPLICIT IA5String}. */
    static byte[] choice(int number, String ascii) {
        return value(CONTEXT | number, ascii.getBytes(StandardCharsets.US_ASCII));
    }

    static byte[] integer(BigInteger number) {
        return value(INTEGER, number.toByteArray());
    }

    static byte[] yes() {
        return new byte[]{0x01, 0x01, (byte) 0xff};
    }

    static byte[] octets(byte[] bytes) {
        return value(OCTET_STRING, bytes);
    }

    /** @param unused how many bits at the end do not count, in [0, 7] */
    static byte[] bits(int unused, byte... bytes) {
        return value(BIT_STRING, joined(new byte[]{(byte) unused}, bytes));
    }

    static byte[] text(String text) {
        return value(UTF8_STRING, text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] time(Instant instant) {
        var utc = instant.atOffset(ZoneOffset.UTC);
        var isLong = utc.getYear() >= FOUR_DIGIT_YEAR;
        var text = DateTimeFormatter.ofPattern(isLong ? "yyyyMMddHHmmss'Z'" : "yyMMddHHmmss'Z'", Locale.ROOT)
                .format(utc);
        return value(isLong ? GENERALIZED_TIME : UTC_TIME, text.getBytes(StandardCharsets.US_ASCII));
    }

    /** {@code 1.2.840.10045.4.3.2}: the first two numbers in one byte, the others seven bits to the byte. */
    static byte[] identifier(String dotted) {
        var out = new ByteArrayOutputStream();
        var numbers = dotted.split("\\.", -1);
        out.write(Integer.parseInt(numbers[0]) * 40 + Integer.parseInt(numbers[1]));
        for (var i = 2; i < numbers.length; i++) {
            var number = Integer.parseInt(numbers[i]);
            for (var shift = 28; shift > 0; shift -= 7) {
                if (number >> shift != 0) {
                    out.write(0x80 | (number >> shift & 0x7f));
                }
            }
            out.write(number & 0x7f);
        }
        return value(OBJECT_IDENTIFIER, out.toByteArray());
    }

    private static byte[] value(int tag, byte[] content) {
        var out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < SHORT_LENGTH) {
            out.write(content.length);
        } else {
            var length = BigInteger.valueOf(content.length).toByteArray();
            var skipped = length[0] == 0 ? 1 : 0;
            out.write(SHORT_LENGTH | length.length - skipped);
            out.write(length, skipped, length.length - skipped);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (var part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
