package dev.bulwarden.remote.mina;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.sshd.common.future.SshFuture;

/** Waits for the library's futures so that an interrupt ends the wait at once; their own waits swallow it. */
final class Waiting {
    private Waiting() {}

    /** Until the future is done, whether well or not. */
    static <F extends SshFuture<F>> F until(F future, Duration limit) throws InterruptedException, TimeoutException {
        var done = new CompletableFuture<F>();
        future.addListener(done::complete);
        return until(done, limit);
    }

    /** Until a future that never fails is done. */
    static <T> T until(CompletableFuture<T> future, Duration limit) throws InterruptedException, TimeoutException {
        try {
            return future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("this future is only ever completed", e);
        }
    }
}
