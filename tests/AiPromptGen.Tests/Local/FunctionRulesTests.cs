using System.Reflection;
using System.Text.RegularExpressions;
using AiPromptGen.Platform.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace AiPromptGen.Tests.Local;

/// <summary>What the Functions host requires of a function and no compiler or analyzer checks.</summary>
[TestFixture]
public sealed partial class FunctionRulesTests
{
    private static readonly List<MethodInfo> All = [.. Methods(typeof(App).Assembly.GetTypes())];

    [Test]
    public void The_host_finds_every_function() => Assert.That(All.SelectMany(Faults), Is.Empty);

    [Test]
    public void The_nearer_route_answers() => Assert.That(Overlaps(All), Is.Empty);

    [Test]
    public void Names_are_unique_whatever_their_case() =>
        Assert.That(All.Select(m => NameOf(m).ToUpperInvariant()), Is.Unique.And.Not.Empty);

    /// <summary>What takes any path comes last, or what comes after it is never reached: on Azure only, and with a 404.</summary>
    [Test]
    public void The_function_for_unknown_routes_has_the_last_name()
    {
        Assert.That(All.Select(m => HttpOf(m)?.Route), Has.One.EqualTo(UnknownRouteEndpoint.Route));
        Assert.That(Hidden(All), Is.Empty);
    }

    [Test]
    public void A_name_after_that_is_reported() =>
        Assert.That(Hidden(Methods([typeof(Anything)])), Is.EqualTo(new[] { "zBehind" }));

    [TestCase(nameof(Samples.Hidden), "is not public")]
    [TestCase(nameof(Samples.Twice), "is there twice")]
    [TestCase("1st", "is no name")]
    [TestCase(nameof(Samples.Reserved), "is the host's own route")]
    [TestCase(nameof(Samples.Void), "cannot be awaited")]
    public void What_it_would_not_find_or_run_is_reported(string name, string fault)
    {
        var sample = Methods([typeof(Samples)]).First(m => string.Equals(NameOf(m), name, StringComparison.Ordinal));

        Assert.That(Faults(sample), Has.One.Items.And.Some.EndsWith(fault));
    }

    [Test]
    public void A_route_that_hides_another_is_reported() =>
        Assert.That(Overlaps(Methods([typeof(Samples)])).ToList(), Is.EqualTo(new[] { "One answers for things/zest" }));

    /// <summary>The worker looks a function's method up by its class and name, among public ones.</summary>
    private static IEnumerable<string> Faults(MethodInfo method)
    {
        var (type, name) = (method.DeclaringType!, NameOf(method));
        if (!method.IsPublic)
        {
            yield return $"{name} is not public";
        }

        if (type.GetMethods().Count(m => string.Equals(m.Name, method.Name, StringComparison.Ordinal)) > 1)
        {
            yield return $"{name} is there twice";
        }

        if (!FunctionName().IsMatch(name))
        {
            yield return $"{name} is no name";
        }

        if (HttpOf(method)?.Route?.Split('/')[0] is "admin" or "runtime")
        {
            yield return $"{name} is the host's own route";
        }

        if (
            method.ReturnType == typeof(void)
            && method.IsDefined(typeof(System.Runtime.CompilerServices.AsyncStateMachineAttribute))
        )
        {
            yield return $"{name} cannot be awaited";
        }
    }

    /// <summary>
    /// Of two that fit, the host takes the function whose name comes first, not the nearer route (azure-functions-host issue
    /// 9876). So the nearer one needs the earlier name.
    /// </summary>
    private static IEnumerable<string> Overlaps(IEnumerable<MethodInfo> methods)
    {
        var routes = methods
            .Select(m => (Trigger: HttpOf(m), Name: NameOf(m)))
            .Where(r => r.Trigger is not null)
            .Select(r => (r.Name, Segments: (r.Trigger!.Route ?? r.Name).Split('/'), r.Trigger.Methods))
            .OrderBy(r => r.Name, StringComparer.OrdinalIgnoreCase)
            .ToList();
        return from first in routes
            from hidden in routes.SkipWhile(r => r != first).Skip(1)
            where
                // No list of methods is every method.
                (first.Methods ?? hidden.Methods ?? ["any"])
                    .Intersect(hidden.Methods ?? first.Methods ?? ["any"], StringComparer.OrdinalIgnoreCase)
                    .Any()
                && first.Segments.Length == hidden.Segments.Length
                && first.Segments.Zip(hidden.Segments).All(s => s.First[0] is '{' || s.First == s.Second)
            select $"{first.Name} answers for {string.Join('/', hidden.Segments)}";
    }

    /// <returns>Functions of HTTP whose names come after the one that takes any path.</returns>
    private static IEnumerable<string> Hidden(IEnumerable<MethodInfo> methods) =>
        methods
            .Where(m => HttpOf(m) is not null)
            .OrderBy(NameOf, StringComparer.OrdinalIgnoreCase)
            .SkipWhile(m => HttpOf(m)!.Route is not UnknownRouteEndpoint.Route)
            .Skip(1)
            .Select(NameOf);

    private static IEnumerable<MethodInfo> Methods(IEnumerable<Type> types) =>
        types
            .SelectMany(t =>
                t.GetMethods(
                    BindingFlags.Public
                        | BindingFlags.NonPublic
                        | BindingFlags.Instance
                        | BindingFlags.Static
                        | BindingFlags.DeclaredOnly
                )
            )
            .Where(m => m.IsDefined(typeof(FunctionAttribute)));

    private static string NameOf(MethodInfo method) => method.GetCustomAttribute<FunctionAttribute>()!.Name;

    private static HttpTriggerAttribute? HttpOf(MethodInfo method) =>
        method
            .GetParameters()
            .Select(p => p.GetCustomAttribute<TriggerBindingAttribute>() as HttpTriggerAttribute)
            .FirstOrDefault(t => t is not null);

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_-]{0,126}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FunctionName();

    private static class Anything
    {
        [Function("zBehind")]
        public static int After([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "after")] int request) =>
            request;

        [Function("Zany")]
        public static int Any(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = UnknownRouteEndpoint.Route)] int request
        ) => request;

        [Function("zaa")]
        public static int Before([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "before")] int request) =>
            request;
    }

    private static class Samples
    {
        [Function(nameof(Hidden))]
        internal static int Hidden([TimerTrigger("0 0 * * * *")] TimerInfo timer) => timer.IsPastDue ? 1 : 0;

        [Function(nameof(Twice))]
        public static int Twice([TimerTrigger("0 0 * * * *")] TimerInfo timer) => timer.IsPastDue ? 1 : 0;

        public static int Twice(int number) => number;

        [Function("1st")]
        public static int First([TimerTrigger("0 0 * * * *")] TimerInfo timer) => timer.IsPastDue ? 1 : 0;

        [Function(nameof(Reserved))]
        public static int Reserved([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "admin/x")] int request) =>
            request;

        [Function(nameof(One))]
        public static int One([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "things/{id}")] int request) =>
            request;

        [Function(nameof(Zest))]
        public static int Zest([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "things/zest")] int request) =>
            request;

        [Function(nameof(Add))]
        public static int Add([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "things/{id}")] int request) =>
            request;

#pragma warning disable MA0155, AZFW0002 // On purpose.
        [Function(nameof(Void))]
        public static async void Void([TimerTrigger("0 0 * * * *")] TimerInfo timer) =>
            await Task.FromResult(timer.IsPastDue);
#pragma warning restore MA0155, AZFW0002
    }
}
