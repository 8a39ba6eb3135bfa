using System.Diagnostics;
using System.Text.Json;

namespace AiPromptGen.Tests.Local;

/// <summary>The same source builds with the official packages or with the stand-ins, never with both.</summary>
[TestFixture]
internal sealed class OfficialPackagesTests
{
    private static readonly string Root = FindRoot();

    private static readonly Dictionary<string, string> Official = new(StringComparer.Ordinal)
    {
        ["Microsoft.Azure.Functions.Worker"] = "2.51.0",
        ["Microsoft.Azure.Functions.Worker.Sdk"] = "2.0.7",
        ["Microsoft.Azure.Functions.Worker.Extensions.Http.AspNetCore"] = "2.0.2",
        ["Microsoft.Azure.Functions.Worker.Extensions.Timer"] = "4.3.1",
        ["Microsoft.Azure.Functions.Worker.Extensions.DurableTask"] = "1.16.5",
        ["PayPalServerSDK"] = "2.4.0",
    };

    [Test]
    public async Task With_the_switch_the_official_packages_replace_every_stand_in()
    {
        var references = await ReferencesAsync("-p:OfficialPackages=true");

        Assert.That(references.Packages, Is.SupersetOf(Official));
        Assert.That(references.Projects, Is.Empty);
    }

    [Test]
    public async Task Without_it_only_the_stand_ins_are_referenced()
    {
        var references = await ReferencesAsync();

        Assert.That(references.Packages.Keys.Intersect(Official.Keys, StringComparer.Ordinal), Is.Empty);
        Assert.That(references.Projects, Is.Not.Empty.And.All.StartsWith(Path.Combine(Root, "local", "")));
    }

    private static async Task<(Dictionary<string, string> Packages, List<string> Projects)> ReferencesAsync(
        params string[] properties
    )
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [
                "msbuild",
                Path.Combine("functions", "AiPromptGen.Functions.csproj"),
                "-nodeReuse:false",
                "-getItem:PackageReference",
                "-getItem:PackageVersion",
                "-getItem:ProjectReference",
                .. properties,
            ]
        )
        {
            WorkingDirectory = Root,
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        using var build = Process.Start(start)!;
        var output = await build.StandardOutput.ReadToEndAsync();
        await build.WaitForExitAsync();
        Assert.That(build.ExitCode, Is.Zero, output);
        using var answer = JsonDocument.Parse(output);
        var items = answer.RootElement.GetProperty("Items");
        var versions = Items(items, "PackageVersion")
            .ToDictionary(Name, p => Text(p, "Version"), StringComparer.Ordinal);
        return (
            Items(items, "PackageReference").ToDictionary(Name, p => versions[Name(p)], StringComparer.Ordinal),
            Items(items, "ProjectReference").Select(p => Text(p, "FullPath")).ToList()
        );
    }

    private static JsonElement.ArrayEnumerator Items(JsonElement items, string kind) =>
        items.GetProperty(kind).EnumerateArray();

    private static string Name(JsonElement item) => Text(item, "Identity");

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString()!;

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "AiPromptGen.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
