package collegium.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The one secret of a deployment: it encrypts what the database keeps secret (signing keys, credentials), so that a backup
 * alone opens nothing, and the passwords of the product's own logins are derived from it, so that every node knows them.
 */
public final class DeploymentKey {

    private static final int NONCE = 12;
    private final byte[] key;

    private DeploymentKey(byte[] key) {
        this.key = key;
    }

    /** The key as 64 hexadecimal digits, 32 bytes; refused in one line otherwise. */
    public static DeploymentKey of(String hex) {
        try {
            byte[] key = HexFormat.of().parseHex(hex.strip());
            if (key.length == 32) {
                return new DeploymentKey(key);
            }
        } catch (IllegalArgumentException _) {
            // Refused below, like a key of another length.
        }
        throw new StartRefused("COLLEGIUM_KEY has to be 64 hexadecimal digits (32 bytes); make one with: openssl rand -hex 32");
    }

    /** Reads the key kept in the file, which is made, readable by its owner alone, where there is none. */
    public static DeploymentKey in(Path file) {
        try {
            byte[] fresh = new byte[32];
            new SecureRandom().nextBytes(fresh);
            Files.createFile(file);
            if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
            Files.writeString(file, HexFormat.of().formatHex(fresh), StandardOpenOption.SYNC);
        } catch (FileAlreadyExistsException _) {
            // Kept from an earlier start.
        } catch (IOException e) {
            throw new StartRefused("The key file %s cannot be written: %s".formatted(file, e.getMessage()), e);
        }
        try {
            return of(Files.readString(file));
        } catch (IOException e) {
            throw new StartRefused("The key file %s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** A password that follows from the key and the purpose, for logins that no person uses. */
    public String password(String purpose) {
        return HexFormat.of().formatHex(mac("password:" + purpose));
    }

    /** Encrypts by AES-256-GCM; the same purpose is needed to decrypt. */
    public byte[] encrypt(String purpose, byte[] plain) {
        byte[] nonce = new byte[NONCE];
        new SecureRandom().nextBytes(nonce);
        byte[] sealed = gcm(Cipher.ENCRYPT_MODE, purpose, nonce, plain);
        byte[] out = Arrays.copyOf(nonce, NONCE + sealed.length);
        System.arraycopy(sealed, 0, out, NONCE, sealed.length);
        return out;
    }

    public byte[] decrypt(String purpose, byte[] encrypted) {
        byte[] nonce = Arrays.copyOf(encrypted, NONCE);
        return gcm(Cipher.DECRYPT_MODE, purpose, nonce, Arrays.copyOfRange(encrypted, NONCE, encrypted.length));
    }

    private byte[] gcm(int mode, String purpose, byte[] nonce, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(mac("encrypt:" + purpose), "AES"), new GCMParameterSpec(128, nonce));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A secret in the database does not open with this deployment's key.", e);
        }
    }

    private byte[] mac(String purpose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
