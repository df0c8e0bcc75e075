package dev.approvals.benchmarks;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.TimeUnit;
import org.aopalliance.aop.Advice;
import org.aopalliance.intercept.MethodInterceptor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authorization.method.AuthorizationManagerBeforeMethodInterceptor;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;

/** One call of a tool behind what people put before tools today. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 6, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class PeerCalls {

    /** Who calls and with what: fields, so that no compiler knows them. */
    @State(Scope.Thread)
    public static class Arguments {
        String room = "cellar";
        String id = "box-7";
    }

    /** The least that a dynamic proxy can do. */
    @State(Scope.Thread)
    public static class PlainProxy {
        private final Shelf target = new Shelf.Plain();
        private final InvocationHandler handler = (proxy, method, args) -> {
            try {
                return method.invoke(target, args);
            } catch (InvocationTargetException e) {
                throw e.getTargetException();
            }
        };
        final Shelf shelf =
                (Shelf) Proxy.newProxyInstance(Shelf.class.getClassLoader(), new Class<?>[] {Shelf.class}, handler);
    }

    /** Spring AOP with an advice that only goes on. */
    @State(Scope.Thread)
    public static class SpringAop {
        final Shelf shelf = advised(new Shelf.Plain(), (MethodInterceptor) invocation -> invocation.proceed());
    }

    /** Spring Security asking for a role. */
    @State(Scope.Thread)
    public static class SpringSecurity {
        final Shelf shelf = secured(new ForAgents());

        /** Warms it up. */
        public SpringSecurity() {
            WarmUp.with(() -> shelf.take("cellar", "box-7"));
        }

        private static class ForAgents extends Shelf.Plain {
            @Override
            @PreAuthorize("hasRole('AGENT')")
            public String take(String room, String id) {
                return id;
            }
        }
    }

    /** Spring Security judging an argument. */
    @State(Scope.Thread)
    public static class SpringSecurityArgument {
        final Shelf shelf = secured(new ForCellar());

        /** Warms it up. */
        public SpringSecurityArgument() {
            WarmUp.with(() -> shelf.take("cellar", "box-7"));
        }

        private static class ForCellar extends Shelf.Plain {
            @Override
            @PreAuthorize("#room == 'cellar'")
            public String take(String room, String id) {
                return id;
            }
        }
    }

    /** Resilience4j's circuit breaker, which writes down how each call ended. */
    @State(Scope.Thread)
    public static class Resilience4j {
        final CircuitBreaker breaker = CircuitBreaker.ofDefaults("shelf");
        final Shelf shelf = new Shelf.Plain();
    }

    private static Shelf advised(Shelf target, Advice advice) {
        ProxyFactory factory = new ProxyFactory(target);
        factory.addAdvice(advice);
        return (Shelf) factory.getProxy(Shelf.class.getClassLoader());
    }

    private static Shelf secured(Shelf target) {
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                        "agent", "", AuthorityUtils.createAuthorityList("ROLE_AGENT")));
        ProxyFactory factory = new ProxyFactory(target);
        factory.addAdvisor(AuthorizationManagerBeforeMethodInterceptor.preAuthorize());
        return (Shelf) factory.getProxy(Shelf.class.getClassLoader());
    }

    /** A plain JDK proxy. */
    @Benchmark
    public String plainProxy(PlainProxy peer, Arguments call) {
        return peer.shelf.take(call.room, call.id);
    }

    /** Spring AOP. */
    @Benchmark
    public String springAop(SpringAop peer, Arguments call) {
        return peer.shelf.take(call.room, call.id);
    }

    /** Spring Security by role. */
    @Benchmark
    public String preAuthorize(SpringSecurity peer, Arguments call) {
        return peer.shelf.take(call.room, call.id);
    }

    /** Spring Security by argument. */
    @Benchmark
    public String preAuthorizeArgument(SpringSecurityArgument peer, Arguments call) {
        return peer.shelf.take(call.room, call.id);
    }

    /** Resilience4j. */
    @Benchmark
    public String circuitBreaker(Resilience4j peer, Arguments call) {
        return peer.breaker.executeSupplier(() -> peer.shelf.take(call.room, call.id));
    }
}
