using System.Collections;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace AiPromptGen.Tests.Architecture;

/// <summary>
/// What travels through orchestrations is kept in their history, outside the account's partition. So a payload may hold numbers,
/// times, closed words, and strings under names that are known to hold ids and codes; nothing that could carry content.
/// </summary>
internal static class PayloadChecks
{
    private static readonly HashSet<string> StringNames = new(StringComparer.Ordinal)
    {
        "AccountId",
        "EventId",
        "GenerationId",
        "TraceParent",
        "UploadId",
        "ProblemCode",
        "Provider",
        "Model",
        "SentTo",
        "FreeReason",
        "SafetyDecision",
        "SafetyStage",
        "SafetyCategories",
        "QuotaEvent",
    };

    private static readonly HashSet<Type> Numbers =
    [
        typeof(bool),
        typeof(int),
        typeof(long),
        typeof(DateTimeOffset),
        typeof(TimeSpan),
    ];

    /// <summary>Every payload of every orchestration and activity among these types' methods.</summary>
    public static IEnumerable<string> OpenPayloads(IEnumerable<Type> types) =>
        types
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static))
            .SelectMany(PayloadsOf)
            .Distinct()
            .SelectMany(t => Open(t, t.Name, []))
            .Distinct();

    public static IEnumerable<Type> PayloadsOf(MethodInfo method)
    {
        var parameters = method.GetParameters();
        var activity = parameters.FirstOrDefault(p => p.GetCustomAttribute<ActivityTriggerAttribute>() is not null);
        var isOrchestrator = parameters.Any(p => p.GetCustomAttribute<OrchestrationTriggerAttribute>() is not null);
        Type[] inputs =
            activity is not null ? [activity.ParameterType]
            : isOrchestrator ? [.. parameters.Skip(1).Select(p => p.ParameterType)]
            : [];
        return activity is null && !isOrchestrator ? [] : [.. inputs, .. Result(method.ReturnType)];
    }

    private static Type[] Result(Type returned) =>
        typeof(Task).IsAssignableFrom(returned) ? returned.GetGenericArguments()
        : returned == typeof(void) ? []
        : [returned];

    private static IEnumerable<string> Open(Type type, string path, HashSet<Type> seen)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (Numbers.Contains(type) || type.IsEnum)
        {
            return [];
        }

        // A bare string, a list, a dictionary, an object: nothing says what is in it.
        if (type == typeof(object) || typeof(IEnumerable).IsAssignableFrom(type) || Foreign(type))
        {
            return [$"{path} is a {type.Name}"];
        }

        if (!seen.Add(type))
        {
            return [];
        }

        return type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => !(p.PropertyType == typeof(string) && StringNames.Contains(p.Name)))
            .SelectMany(p => Open(p.PropertyType, $"{path}.{p.Name}", seen));
    }

    private static bool Foreign(Type type) =>
        type.Namespace?.StartsWith("AiPromptGen", StringComparison.Ordinal) != true;
}
