using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Polly;
using Polly.CircuitBreaker;

namespace AiPromptGen.Tests.Architecture;

/// <summary>
/// What an instance of the app holds in memory from one request to the next: static fields, and fields of singletons and of the objects
/// within them. A field counts when it can be assigned or its type can change.
/// </summary>
internal static class MemoryInventory
{
    private static readonly HashSet<Type> Changing =
    [
        typeof(ConcurrentDictionary<,>),
        typeof(ConcurrentQueue<>),
        typeof(ConcurrentBag<>),
        typeof(Dictionary<,>),
        typeof(List<>),
        typeof(LinkedList<>),
        typeof(Queue<>),
        typeof(HashSet<>),
        typeof(Lazy<>),
        typeof(MemoryCache),
        typeof(ResiliencePipeline<>),
        typeof(ResiliencePipeline),
        typeof(CircuitBreakerStateProvider),
        typeof(CancellationTokenSource),
        typeof(Lock),
        typeof(SemaphoreSlim),
        typeof(Random),
        typeof(X509Certificate2),
        typeof(HttpClient),
        typeof(Timer),
    ];

    /// <summary>"Type.field" of everything in the app.</summary>
    public static IReadOnlyList<string> Of(IServiceCollection services, params IReadOnlyList<Assembly> ours) =>
        [
            .. Instances(services, ours)
                .SelectMany(type => InstanceFields(type).Where(IsChanging))
                .Concat(ours.SelectMany(o => o.GetTypes()).Where(t => !IsGenerated(t)).SelectMany(StaticFields))
                .Select(NameOf)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];

    public static IReadOnlyList<string> OfTheApp()
    {
        // Every feature that keeps a state of its own is turned on. Nothing is started.
        var builder = FunctionsApplication.CreateBuilder([
            "--AzureWebJobsStorage=UseNoStorage=true",
            "--Simulators:Ai=false",
            "--Simulators:PayPal=false",
            "--AzureOpenAI:Endpoint=https://models.example.org",
        ]);
        builder.AddAiPromptGen();
        return Of(builder.Services, typeof(App).Assembly, typeof(StructuredPrompt).Assembly);
    }

    /// <summary>Every class of ours that a singleton is, or is made of.</summary>
    private static HashSet<Type> Instances(IServiceCollection services, params IReadOnlyList<Assembly> ours)
    {
        var roots = services
            .Where(s => s.Lifetime == ServiceLifetime.Singleton)
            .Select(s => s.ImplementationType ?? s.ImplementationInstance?.GetType() ?? s.ServiceType);
        // Settings are read once, and all instances have the same ones except while they are being changed.
        var settings = services
            .Where(s => s.ServiceType.Name.StartsWith("IConfigureOptions", StringComparison.Ordinal))
            .SelectMany(s => s.ServiceType.GetGenericArguments())
            .ToHashSet();
        var (found, left) = (new HashSet<Type>(), new Stack<Type>(roots));
        while (left.TryPop(out var type))
        {
            foreach (var part in type.GetGenericArguments())
            {
                left.Push(part);
            }

            if (!ours.Contains(type.Assembly) || settings.Contains(type) || !found.Add(type))
            {
                continue;
            }

            foreach (
                var known in ours.SelectMany(o => o.GetTypes()).Where(t => type.IsInterface && t.IsAssignableTo(type))
            )
            {
                left.Push(known);
            }

            foreach (var field in InstanceFields(type))
            {
                left.Push(field.FieldType);
            }
        }

        // A record is a value, so what it holds does not change.
        found.RemoveWhere(type => type.GetMethod("<Clone>$") is not null || type.IsValueType);
        return found;
    }

    private static FieldInfo[] InstanceFields(Type type) =>
        type.GetFields(
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly
        );

    private static IEnumerable<FieldInfo> StaticFields(Type type) =>
        type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            .Where(field => !field.IsLiteral && IsChanging(field));

    private static bool IsChanging(FieldInfo field)
    {
        // A parameter of a primary constructor is a field that the compiler would let us assign.
        var isParameter = field.Name.StartsWith('<') && field.Name.EndsWith('P');
        return (!field.IsInitOnly && !isParameter) || IsChanging(field.FieldType);
    }

    private static bool IsChanging(Type type) =>
        type.IsArray && IsChanging(type.GetElementType()!)
        || Changing.Contains(type.IsGenericType ? type.GetGenericTypeDefinition() : type);

    private static string NameOf(FieldInfo field)
    {
        var name = field.Name.StartsWith('<')
            ? field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)]
            : field.Name;
        return $"{field.DeclaringType!.Name.Split('`')[0]}.{name}";
    }

    private static bool IsGenerated(Type type) =>
        type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
        || type.Name.Contains('<', StringComparison.Ordinal)
        || (type.DeclaringType is { } outer && IsGenerated(outer))
        || type.Namespace is null
        || !type.Namespace.StartsWith("AiPromptGen", StringComparison.Ordinal);
}
