using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace AiPromptGen.Platform.Http;

/// <summary>
/// The query parameters that a function takes. A function without this attribute takes none; an attribute without names allows any.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AllowQueryAttribute(params string[] names) : Attribute
{
    public IReadOnlyCollection<string> Names => names;
}

/// <summary>Query strings are part of the contract, so an unknown or repeated parameter is answered with 400.</summary>
internal sealed class QueryMiddleware : IFunctionsWorkerMiddleware
{
    private static readonly FrozenDictionary<string, IReadOnlyCollection<string>> Allowed = HttpFunctions.With(
        (AllowQueryAttribute allowed) => allowed.Names
    );

    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is { } http)
        {
            var isNamed = Allowed.TryGetValue(context.FunctionDefinition.Name, out var known);
            if (!isNamed || known!.Count > 0)
            {
                Query.Allow(http.Request.Query, known ?? []);
            }
        }

        return next(context);
    }
}

internal static class Query
{
    public static readonly Problem CursorInvalid = Problems.Invalid(
        "cursor",
        "cursor-invalid",
        "Send a cursor as it was given."
    );

    public static void Allow(IQueryCollection query, IReadOnlyCollection<string> known)
    {
        foreach (var (name, values) in query)
        {
            if (!known.Contains(name, StringComparer.Ordinal))
            {
                throw Problems
                    .Invalid("query", "query-unknown", $"Known parameters: {string.Join(", ", known)}.")
                    .ToException();
            }

            if (values.Count != 1)
            {
                throw Problems.Invalid(name, "query-repeated", "Give this parameter once.").ToException();
            }
        }
    }

    /// <summary>Page size: 1 to 100, 20 when absent.</summary>
    public static int Limit(IQueryCollection query)
    {
        if (!query.TryGetValue("limit", out var text))
        {
            return 20;
        }

        return
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
            && limit is >= 1 and <= 100
            ? limit
            : throw Problems.Invalid("limit", "limit-invalid", "A number from 1 to 100.").ToException();
    }
}

/// <summary>Finds what the functions of this app declare by attributes beside <see cref="FunctionAttribute"/>.</summary>
internal static class HttpFunctions
{
    /// <returns>The declared value of each function that has the attribute, by the function's name.</returns>
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
