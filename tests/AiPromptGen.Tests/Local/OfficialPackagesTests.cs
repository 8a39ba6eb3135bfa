using System.Diagnostics;
using System.Text.Json;
using AiPromptGen.Tests.Architecture;

namespace AiPromptGen.Tests.Local;

/// <summary>The same source builds with the official packages or with the stand-ins, never with both.</summary>
[TestFixture]
internal sealed class OfficialPackagesTests
{
    private const string Functions = "functions/AiPromptGen.Functions.csproj";

    private static readonly string Root = Repository.Root;

    private static readonly string[] References =
    [
        "-getItem:PackageReference",
        "-getItem:PackageVersion",
        "-getItem:ProjectReference",
    ];

    /// <summary>What the owner fixed, for the app.</summary>
    private static readonly string[] Owners =
    [
        "Azure.AI.OpenAI",
        "Azure.Data.Tables",
        "Azure.Storage.Blobs",
        "Microsoft.Azure.Functions.Worker",
        "Microsoft.Azure.Functions.Worker.Extensions.DurableTask",
        "Microsoft.Identity.Web",
        "PayPalServerSDK",
    ];

    private static readonly Dictionary<string, string> Official = new(StringComparer.Ordinal)
    {
        ["Microsoft.Azure.Functions.Worker"] = "2.51.0",
        ["Microsoft.Azure.Functions.Worker.Sdk"] = "2.0.7",
        ["Microsoft.Azure.Functions.Worker.Extensions.Http.AspNetCore"] = "2.0.2",
        ["Microsoft.Azure.Functions.Worker.Extensions.Timer"] = "4.3.1",
        ["Microsoft.Azure.Functions.Worker.Extensions.DurableTask"] = "1.16.5",
        ["PayPalServerSDK"] = "2.4.0",
    };

    /// <summary>The prompt engine is ours in both builds.</summary>
    private static string Engine => Path.Combine(Root, "prompts", "AiPromptGen.Prompts.csproj");

    [Test]
    public async Task With_the_switch_the_official_packages_replace_every_stand_in()
    {
        var references = await ReferencesAsync("-p:OfficialPackages=true");

        Assert.That(references.Packages, Is.SupersetOf(Official));
        Assert.That(references.Projects, Is.EqualTo(new[] { Engine }));
    }

    [Test]
    public async Task Without_it_only_the_stand_ins_are_referenced()
    {
        var references = await ReferencesAsync();

        Assert.That(references.Packages.Keys.Intersect(Official.Keys, StringComparer.Ordinal), Is.Empty);
        Assert.That(
            references.Projects.Except([Engine], StringComparer.Ordinal),
            Is.Not.Empty.And.All.StartsWith(Path.Combine(Root, "local", ""))
        );
    }

    [Test]
    public async Task The_owners_packages_are_all_there()
    {
        var functions = (await ReferencesAsync("-p:OfficialPackages=true")).Packages.Keys;
        var tests = (await EvaluateAsync("tests/AiPromptGen.Tests/AiPromptGen.Tests.csproj", References)).RootElement;

        Assert.That(functions, Is.SupersetOf(Owners));
        Assert.That(Items(tests.GetProperty("Items"), "PackageReference").Select(Name), Does.Contain("NUnit"));
    }

    [TestCase("true", "true", "linux-x64|true|false|v4|Exe")]
    [TestCase("true", "false", "||false|v4|Exe")]
    [TestCase("false", "true", "||true|v4|Exe")]
    public async Task Only_a_published_official_build_is_made_for_one_system(
        string official,
        string isPublishing,
        string expected
    )
    {
        using var answer = await EvaluateAsync(
            Functions,
            [
                "-getProperty:RuntimeIdentifier,PublishReadyToRun,TreatWarningsAsErrors,AzureFunctionsVersion,OutputType",
                $"-p:OfficialPackages={official}",
                $"-p:_IsPublishing={isPublishing}",
            ]
        );

        var values = answer.RootElement.GetProperty("Properties").EnumerateObject().Select(p => p.Value.GetString());
        Assert.That(string.Join('|', values), Is.EqualTo(expected));
    }

    [Test]
    public async Task The_host_file_is_published_and_settings_of_a_developer_never()
    {
        using var answer = await EvaluateAsync(Functions, ["-getItem:None,Content", "-p:OfficialPackages=true"]);
        var items = answer.RootElement.GetProperty("Items");
        var files = Items(items, "None").Concat(Items(items, "Content")).ToList();
        var source = await File.ReadAllTextAsync(Path.Combine(Root, Functions));

        Assert.That(
            files.Where(f => Name(f).EndsWith("host.json", StringComparison.Ordinal)).Select(Publishing),
            Is.EqualTo(new[] { "PreserveNewest" })
        );
        // The file itself is on no build machine.
        Assert.That(
            source.Split("../local.settings.json")[1],
            Does.Contain("CopyToPublishDirectory=\"Never\"").And.Not.Contain("CopyToPublishDirectory=\"Preserve")
        );
    }

    private static async Task<(Dictionary<string, string> Packages, List<string> Projects)> ReferencesAsync(
        params string[] properties
    )
    {
        using var answer = await EvaluateAsync(Functions, [.. References, .. properties]);
        var items = answer.RootElement.GetProperty("Items");
        var versions = Items(items, "PackageVersion")
            .ToDictionary(Name, p => Text(p, "Version"), StringComparer.Ordinal);
        return (
            Items(items, "PackageReference").ToDictionary(Name, p => versions[Name(p)], StringComparer.Ordinal),
            Items(items, "ProjectReference").Select(p => Text(p, "FullPath")).ToList()
        );
    }

    private static async Task<JsonDocument> EvaluateAsync(string project, string[] questions)
    {
        var start = new ProcessStartInfo("dotnet", ["msbuild", project, "-nodeReuse:false", .. questions])
        {
            WorkingDirectory = Root,
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        using var build = Process.Start(start)!;
        var output = await build.StandardOutput.ReadToEndAsync();
        await build.WaitForExitAsync();
        Assert.That(build.ExitCode, Is.Zero, output);
        return JsonDocument.Parse(output);
    }

    private static string Publishing(JsonElement item) => Text(item, "CopyToPublishDirectory");

    private static JsonElement.ArrayEnumerator Items(JsonElement items, string kind) =>
        items.GetProperty(kind).EnumerateArray();

    private static string Name(JsonElement item) => Text(item, "Identity");

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString()!;
}
