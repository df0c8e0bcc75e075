package dev.approvals.core.capture;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A bean: a class with a public constructor without parameters, where every instance field, inherited ones included, is
 * public or has a public getter and setter of its type. One field that is out of sight makes the whole class opaque.
 */
final class BeanAnatomy implements Anatomy {
    private final Class<?> type;
    private final Constructor<?> constructor;
    private final List<Member> members = new ArrayList<>();
    private final List<Writer> writers = new ArrayList<>();

    /**
     * Takes the class apart.
     *
     * @throws OpaqueTypeException if it is no bean; the message is a clause that says why
     */
    BeanAnatomy(Class<?> type) {
        this.type = type;
        this.constructor = constructor(type);
        Set<String> names = new HashSet<>();
        for (Field field : fields(type)) {
            if (!names.add(field.getName())) {
                throw opaque("whose field `" + field.getName() + "` hides an inherited one");
            }
            add(field);
        }
        if (members.isEmpty()) {
            throw opaque("which has no fields to show");
        }
    }

    @Override
    public Class<?> type() {
        return type;
    }

    @Override
    public List<Member> members() {
        return members;
    }

    @Override
    public Object assemble(List<@Nullable Object> values) throws ReflectiveOperationException {
        Object bean = constructor.newInstance();
        for (int i = 0; i < values.size(); i++) {
            writers.get(i).write(bean, values.get(i));
        }
        return bean;
    }

    @Override
    public Optional<Object> fresh() throws ReflectiveOperationException {
        return Optional.of(constructor.newInstance());
    }

    private void add(Field field) {
        if (Modifier.isTransient(field.getModifiers())) {
            throw opaque("whose field `" + field.getName() + "` is transient");
        }
        Method getter = getter(field).orElse(null);
        Method setter = setter(field).orElse(null);
        if (getter != null && setter != null) {
            OpaqueTypeException.unlessReachable(getter);
            OpaqueTypeException.unlessReachable(setter);
            members.add(new Member(field.getName(), field.getGenericType(), Marks.of(field), getter::invoke));
            writers.add(setter::invoke);
        } else if (Modifier.isPublic(field.getModifiers()) && !Modifier.isFinal(field.getModifiers())) {
            OpaqueTypeException.unlessReachable(field);
            members.add(new Member(field.getName(), field.getGenericType(), Marks.of(field), field::get));
            writers.add(field::set);
        } else {
            throw opaque("whose field `" + field.getName() + "` has no public getter and setter");
        }
    }

    private Constructor<?> constructor(Class<?> bean) {
        if (bean.isInterface()) {
            throw new OpaqueTypeException(
                    "is declared as the interface " + bean.getName() + ", which does not say what stands behind it");
        }
        ClassLoader loader = bean.getClassLoader();
        if (loader == null || loader.equals(ClassLoader.getPlatformClassLoader())) {
            throw new OpaqueTypeException("is a " + bean.getTypeName() + ", no plain value");
        }
        try {
            Constructor<?> found = bean.getConstructor();
            if (Modifier.isAbstract(bean.getModifiers())) {
                throw opaque("which is abstract");
            }
            OpaqueTypeException.unlessReachable(found);
            return found;
        } catch (NoSuchMethodException e) {
            throw opaque("a class that is neither a record nor has a public constructor without parameters");
        }
    }

    /** All instance fields by name: reflection promises no order, and every node must give a call the same digest. */
    private static List<Field> fields(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            for (Field field : each.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    fields.add(field);
                }
            }
        }
        fields.sort(Comparator.comparing(Field::getName));
        return fields;
    }

    private Optional<Method> getter(Field field) {
        String property = property(field);
        Optional<Method> getter = method("get" + property);
        if (getter.isEmpty() && field.getType() == boolean.class) {
            getter = method("is" + property);
        }
        return getter.filter(method -> method.getGenericReturnType().equals(field.getGenericType()));
    }

    private Optional<Method> setter(Field field) {
        return method("set" + property(field), field.getType())
                .filter(method -> method.getGenericParameterTypes()[0].equals(field.getGenericType()));
    }

    private Optional<Method> method(String name, Class<?>... parameters) {
        try {
            Method method = type.getMethod(name, parameters);
            return Modifier.isStatic(method.getModifiers()) ? Optional.empty() : Optional.of(method);
        } catch (NoSuchMethodException e) {
            return Optional.empty();
        }
    }

    private OpaqueTypeException opaque(String clause) {
        return new OpaqueTypeException("is a " + type.getName() + ", " + clause);
    }

    private static String property(Field field) {
        return Character.toUpperCase(field.getName().charAt(0))
                + field.getName().substring(1);
    }

    /** Sets one member of an object. */
    @FunctionalInterface
    private interface Writer {
        void write(Object whole, @Nullable Object value) throws ReflectiveOperationException;
    }
}
