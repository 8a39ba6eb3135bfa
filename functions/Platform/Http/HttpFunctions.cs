using System.Collections.Frozen;
using System.Reflection;

namespace AiPromptGen.Platform.Http;

/// <summary>What the functions of this app say of themselves by attributes beside <see cref="FunctionAttribute"/>.</summary>
internal static class HttpFunctions
{
    /// <returns>What is said, by the function's name, of those that have the attribute.</returns>
    public static FrozenDictionary<string, TValue> With<TAttribute, TValue>(Func<TAttribute, TValue> value)
        where TAttribute : Attribute =>
        (
            from method in typeof(HttpFunctions).Assembly.GetTypes().SelectMany(t => t.GetMethods())
            let function = method.GetCustomAttribute<FunctionAttribute>()
            let said = method.GetCustomAttribute<TAttribute>()
            where function is not null && said is not null
            select KeyValuePair.Create(function.Name, value(said))
        ).ToFrozenDictionary(StringComparer.Ordinal);
}
