using System.Reflection;
using System.Runtime.CompilerServices;

namespace AiPromptGen.Tests.Local;

/// <summary>Prints a public type and its members as official-api.txt does.</summary>
internal static class ApiFormatter
{
    private const BindingFlags Declared =
        BindingFlags.Public
        | BindingFlags.NonPublic
        | BindingFlags.Instance
        | BindingFlags.Static
        | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(bool)] = "bool",
        [typeof(double)] = "double",
        [typeof(int)] = "int",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(void)] = "void",
    };

    // What the compiler writes into records, and what every object has.
    private static readonly string[] Unlisted =
    [
        "Deconstruct",
        "Equals",
        "GetHashCode",
        "PrintMembers",
        "ToString",
        "<Clone>$",
    ];

    public static string Header(Type type)
    {
        var modifier =
            type is { IsAbstract: true, IsSealed: true } ? "static "
            : type is { IsAbstract: true, IsInterface: false } ? "abstract "
            : type.IsSealed && Kind(type) is "class" ? "sealed "
            : "";
        var parent = Kind(type) is "class" && type.BaseType is { } b && b != typeof(object) ? $" : {Name(b)}" : "";
        return $"{modifier}{Kind(type)} {Name(type)}{parent}";
    }

    public static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            return type.GetEnumNames();
        }

        var constructors = type.GetConstructors(Declared & ~BindingFlags.Static)
            .Where(IsVisible)
            .Select(c => $"ctor({Parameters(c)})");
        var properties = type.GetProperties(Declared).Select(Property).Where(p => p is not null).Select(p => p!);
        var constants = type.GetFields(Declared)
            .Where(f => f.IsPublic || f.IsFamily)
            .Select(f => $"{(f.IsLiteral ? "const " : f.IsStatic ? "static " : "")}{Name(f.FieldType)} {f.Name}");
        var methods = type.GetMethods(Declared).Where(IsListed).Select(Method);
        return constructors.Concat(properties).Concat(constants).Concat(methods);
    }

    private static string Kind(Type type) =>
        type.IsEnum ? "enum"
        : type.IsInterface ? "interface"
        : type.IsValueType ? "struct"
        : type.IsSubclassOf(typeof(Delegate)) ? "delegate"
        : "class";

    private static string Name(Type type)
    {
        if (Keywords.TryGetValue(type, out var keyword))
        {
            return keyword;
        }

        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        if (type.IsArray)
        {
            return Name(type.GetElementType()!) + "[]";
        }

        var full = $"{(type.DeclaringType is { } outer ? Name(outer) : type.Namespace)}.{type.Name}";
        return type.IsGenericType
            ? $"{full[..full.IndexOf('`', StringComparison.Ordinal)]}<{Join(type.GetGenericArguments().Select(Name))}>"
            : full;
    }

    private static string? Property(PropertyInfo property)
    {
        var accessors = property.GetAccessors(nonPublic: true).Where(IsVisible).Where(a => !IsOverride(a)).ToList();
        if (accessors.Count == 0)
        {
            return null;
        }

        var names = accessors.Select(a =>
            a.ReturnType != typeof(void) ? "get;"
            : IsInit(a) ? "init;"
            : "set;"
        );
        var modifier = accessors[0].IsStatic ? "static " : "";
        return $"{modifier}{Name(property.PropertyType)} {property.Name} {{ {string.Join(' ', names)} }}";
    }

    private static string Method(MethodInfo method)
    {
        var modifier =
            (method.IsFamily || method.IsFamilyOrAssembly ? "protected " : "") + (method.IsStatic ? "static " : "");
        var generic = method.IsGenericMethod ? $"<{Join(method.GetGenericArguments().Select(Name))}>" : "";
        var extends = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        return $"{modifier}{Name(method.ReturnType)} {method.Name}{generic}({extends}{Parameters(method)})";
    }

    private static string Parameters(MethodBase method) => Join(method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        var passing =
            !type.IsByRef ? ""
            : parameter.IsOut ? "out "
            : "ref ";
        var fallback = parameter.HasDefaultValue ? " = default" : "";
        return $"{passing}{Name(type.IsByRef ? type.GetElementType()! : type)} {parameter.Name}{fallback}";
    }

    private static bool IsListed(MethodInfo method) =>
        IsVisible(method)
        && !IsOverride(method)
        && !Unlisted.Contains(method.Name)
        && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal));

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    // The member is judged where it is first declared.
    private static bool IsOverride(MethodInfo method) => method.GetBaseDefinition() != method;

    private static bool IsInit(MethodInfo setter) =>
        setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static string Join(IEnumerable<string> parts) => string.Join(", ", parts);
}
