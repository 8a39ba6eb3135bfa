using System.Reflection;
using System.Text.Json;
using AiPromptGen.Platform.Http;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Azure.Functions.Worker;

namespace AiPromptGen.Tests.Platform;

/// <summary>An HTTP function as its attributes describe it.</summary>
internal sealed record HttpFunction(string Name, string Path, IReadOnlyList<string> Methods, bool IsAnonymous);

/// <summary>Compares the document with the program. Each check returns what is wrong.</summary>
internal static class OpenApiChecks
{
    public static IReadOnlyList<HttpFunction> FunctionsOf(Assembly program) =>
        [
            .. from method in program.GetTypes().SelectMany(t => t.GetMethods())
            let function = method.GetCustomAttribute<FunctionAttribute>()
            let trigger = method
                .GetParameters()
                .Select(p => p.GetCustomAttribute<HttpTriggerAttribute>())
                .FirstOrDefault(t => t is not null)
            where function is not null && trigger is not null && trigger.Route != UnknownRouteEndpoint.Route
            select new HttpFunction(
                function.Name,
                "/" + trigger.Route,
                // The document describes HEAD once for all routes, not at each of them.
                [.. (trigger.Methods ?? []).Select(m => m.ToLowerInvariant()).Where(m => m != "head")],
                method.GetCustomAttribute<AllowAnonymousAttribute>() is not null
            ),
        ];

    /// <summary>Every route is described, and nothing else is; operationId is the function's name.</summary>
    public static IEnumerable<string> RouteMismatches(
        OpenApiDocument document,
        IReadOnlyCollection<HttpFunction> functions
    )
    {
        var real = functions.SelectMany(f => f.Methods.Select(m => $"{m} {f.Path} {f.Name}")).ToHashSet();
        var told = document.Operations.Select(o => $"{o.Method} {o.Path} {o.Id}").ToHashSet();
        return real.Except(told)
            .Select(r => $"not described: {r}")
            .Concat(told.Except(real).Select(t => $"no such route: {t}"));
    }

    public static IEnumerable<string> OperationMistakes(
        OpenApiDocument document,
        IReadOnlyCollection<HttpFunction> functions
    )
    {
        var anonymous = functions.Where(f => f.IsAnonymous).Select(f => f.Name).ToHashSet();
        foreach (var operation in document.Operations)
        {
            var responses = operation.Responses;
            if (operation.IsAnonymous != anonymous.Contains(operation.Id ?? ""))
            {
                yield return $"{operation}: who may call it is told wrong";
            }

            if (responses.ContainsKey("401") != (!operation.IsAnonymous || IsSigned(operation)))
            {
                yield return $"{operation}: 401 is for operations that need a token, and for all of them";
            }

            if (!responses.Keys.Any(status => status[0] == '2'))
            {
                yield return $"{operation}: nothing says how it succeeds";
            }

            foreach (
                var (status, _) in responses.Where(r =>
                    r.Key[0] is '4' or '5' && !IsProblem(r.Value) && !IsHealth(operation, r.Key)
                )
            )
            {
                yield return $"{operation}: {status} is no problem document";
            }

            if (!responses.Values.Any(IsProblem))
            {
                yield return $"{operation}: nothing says how it fails";
            }
        }
    }

    public static IEnumerable<string> DanglingReferences(OpenApiDocument document) =>
        document.References.Where(r => document.Find(r) is null);

    public static IEnumerable<string> CodeMismatches(OpenApiDocument document, IReadOnlyCollection<string> codes)
    {
        var told = document.EnumsOf("code").ToHashSet();
        return codes
            .Except(told)
            .Select(c => $"not told: {c}")
            .Concat(told.Except(codes).Select(c => $"no such code: {c}"));
    }

    /// <summary>The schema of this name has exactly the JSON members, or the words, of this type.</summary>
    public static IEnumerable<string> SchemaMismatches(OpenApiDocument document, Type type)
    {
        var schema = document.Schema(type.Name);
        var told = OpenApiDocument
            .Names(OpenApiDocument.Child(schema, type.IsEnum ? "enum" : "properties"))
            .ToHashSet();
        var real = type.IsEnum
            ? Enum.GetValues(type)
                .Cast<object>()
                .Select(v => JsonSerializer.Serialize(v, type, AppJson.Options).Trim('"'))
                .ToHashSet()
            : AppJson
                .Options.GetTypeInfo(type)
                .Properties.Where(p => p.Get is not null)
                .Select(p => p.Name)
                .ToHashSet();
        return real.Except(told)
            .Select(n => $"{type.Name}.{n} is not described")
            .Concat(told.Except(real).Select(n => $"{type.Name}.{n} does not exist"));
    }

    /// <summary>Whole numbers must be described by their width (int32 or int64), because clients generate their types from it.</summary>
    public static IEnumerable<string> WidthMismatches(OpenApiDocument document, Type type)
    {
        var properties = OpenApiDocument.Child(document.Schema(type.Name), "properties");
        foreach (var member in type.IsEnum ? [] : AppJson.Options.GetTypeInfo(type).Properties)
        {
            var schema = OpenApiDocument.Child(properties, member.Name);
            if (schema is null || Word(schema, "type") != "integer")
            {
                continue;
            }

            var plain = Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType;
            var width = plain == typeof(int) ? "int32" : "int64";
            if (Word(schema, "format") != width)
            {
                yield return $"{type.Name}.{member.Name} is {width}";
            }
        }
    }

    private static string? Word(YamlDotNet.RepresentationModel.YamlNode node, string name) =>
        (OpenApiDocument.Child(node, name) as YamlDotNet.RepresentationModel.YamlScalarNode)?.Value;

    /// <summary>A webhook needs a signature in place of a token.</summary>
    private static bool IsSigned(OpenApiOperation operation) =>
        operation.Path.StartsWith("/webhooks/", StringComparison.Ordinal);

    private static bool IsProblem(YamlDotNet.RepresentationModel.YamlMappingNode response) =>
        OpenApiDocument.Names(OpenApiDocument.Child(response, "content")).Contains("application/problem+json");

    /// <summary>A probe reads the same document whether all is well or not.</summary>
    private static bool IsHealth(OpenApiOperation operation, string status) =>
        operation.Path == "/health" && status == "503";
}
