using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using AiPromptGen.Tests.Architecture;
using static System.Runtime.InteropServices.Architecture;

namespace AiPromptGen.Tests.Infrastructure;

/// <summary>One resource as the templates would make it; what only Azure knows is left as an expression, "[reference(…)]".</summary>
internal sealed record TemplateResource(string Type, string Name, JsonElement Json)
{
    public JsonElement Properties => Json.GetProperty("properties");

    /// <summary>The last part of its name.</summary>
    public string Leaf => Name.Split('/')[^1];

    public JsonElement At(string path) => path.Split('.').Aggregate(Json, (element, part) => element.GetProperty(part));

    public bool Has(string path) =>
        path.Split('.')
            .Aggregate(
                (JsonElement?)Json,
                (element, part) =>
                    element is { ValueKind: JsonValueKind.Object } at && at.TryGetProperty(part, out var next)
                        ? next
                        : null
            )
            is not null;
}

/// <summary>An environment of infra/environments: every resource, evaluated.</summary>
internal sealed record TemplateSnapshot(string Environment, IReadOnlyList<TemplateResource> Resources, string Text)
{
    public IEnumerable<TemplateResource> All(string type) =>
        Resources.Where(r => r.Type.Equals(type, StringComparison.OrdinalIgnoreCase));

    public TemplateResource Only(string type) => All(type).Single();

    /// <summary>Names as the program sees them, with ':'.</summary>
    public Dictionary<string, string?> Settings() =>
        Only("Microsoft.Web/sites/config")
            .Properties.EnumerateObject()
            .ToDictionary(p => p.Name.Replace("__", ":", StringComparison.Ordinal), p => p.Value.GetString());

    public override string ToString() => Environment;
}

/// <summary>The results of infra/check.sh, which is run again when the templates have changed since.</summary>
internal static class Templates
{
    private static readonly Lazy<string> Folder = new(Make);

    public static TemplateSnapshot Production => Read("production");

    public static TemplateSnapshot Test => Read("test");

    /// <summary>What azd deploys from infra/main.bicepparam when only the required parameters are set.</summary>
    public static TemplateSnapshot Mine => Read("mine");

    /// <summary>The same as <see cref="Mine"/> without models and without paid plans.</summary>
    public static TemplateSnapshot Bare => Read("bare");

    /// <summary>The same as <see cref="Mine"/> with a Durable Task Scheduler, and recovering deleted resources.</summary>
    public static TemplateSnapshot Scheduler => Read("scheduler");

    /// <summary>The same as <see cref="Mine"/> with Content Safety and a content filter of our own.</summary>
    public static TemplateSnapshot Judged => Read("judged");

    /// <summary>Production in a second region, on the storage account that was failed over, with Defender.</summary>
    public static TemplateSnapshot Failover => Read("failover");

    public static IReadOnlyList<TemplateSnapshot> All => [Production, Test, Mine];

    /// <summary>What is deployed, with all of its conditions.</summary>
    public static string Compiled => File.ReadAllText(Path.Combine(Folder.Value, "main.json"));

    private static TemplateSnapshot Read(string environment)
    {
        var text = File.ReadAllText(Path.Combine(Folder.Value, $"{environment}.snapshot.json"));
        using var document = JsonDocument.Parse(text);
        var resources = document
            .RootElement.GetProperty("predictedResources")
            .EnumerateArray()
            .Select(r => new TemplateResource(
                r.GetProperty("type").GetString()!,
                r.GetProperty("name").GetString()!,
                r.Clone()
            ))
            .ToList();
        return new TemplateSnapshot(environment, resources, text);
    }

    private static string Make()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.OSArchitecture != X64)
        {
            Assert.Ignore(
                "The templates' compiler is for Linux on x86-64. There, and so in the pipeline, nothing is left out."
            );
        }

        var start = new ProcessStartInfo(Path.Combine(Repository.Root, "infra/check.sh"), ["--if-changed"])
        {
            WorkingDirectory = Repository.Root,
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using var check = Process.Start(start)!;
        var said = check.StandardOutput.ReadToEndAsync();
        var failed = check.StandardError.ReadToEnd();
        check.WaitForExit();
        return check.ExitCode == 0
            ? Path.Combine(Repository.Root, "artifacts/infra")
            : throw new InvalidOperationException($"infra/check.sh failed: {said.Result}{failed}");
    }
}
