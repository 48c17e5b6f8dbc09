package collegium.kernel;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** What a one-time link carries: 256 random bits. Only its SHA-256 is kept, so that who reads the database cannot use it. */
public record OneTimeToken(String value) {

    /** A token that nobody can guess. */
    public static OneTimeToken fresh() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        return new OneTimeToken(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }

    /** The token that came back in an address, whatever it is. */
    public static OneTimeToken of(String value) {
        return new OneTimeToken(value);
    }

    /** What is kept of it. */
    public byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "OneTimeToken[…]";
    }
}
