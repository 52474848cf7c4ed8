package org.hulian.security.crypto;

import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;

/**
 * Seals under the master key in force and opens what that key or a retired one sealed, so that a rotation needs no
 * moment in which something cannot be read.
 */
public final class MasterSealer implements Sealer {

    private final int current;
    private final Map<Integer, AesGcmSealer> byId;

    /** The master keys of a key file. */
    public MasterSealer(KeyFile keys, SecureRandom random) {
        this.current = keys.master().id();
        this.byId = new HashMap<>();
        keys.retired().forEach(old -> byId.put(old.id(), new AesGcmSealer(old.bytes(), old.id(), random)));
        byId.put(current, new AesGcmSealer(keys.master().bytes(), current, random));
    }

    @Override
    public byte[] seal(byte[] plain, byte[] context) {
        return sealer(current).seal(plain, context);
    }

    @Override
    public byte[] open(byte[] sealed, byte[] context) {
        return sealer(AesGcmSealer.keyIdOf(sealed)).open(sealed, context);
    }

    private AesGcmSealer sealer(int id) {
        AesGcmSealer sealer = byId.get(id);
        if (sealer == null) {
            throw new SealBrokenException("sealed under master key " + id + ", which the key file does not hold");
        }
        return sealer;
    }
}
