using System.Text.Json;
using AiPromptGen.Tests.Architecture;
using AiPromptGen.Tests.Support;

namespace AiPromptGen.Tests.Platform;

/// <summary>Within a major version the contract that was published to clients, docs/openapi.published.json, is not broken.</summary>
[TestFixture]
public sealed class PublishedContractTests
{
    private const string Path = "docs/openapi.published.json";

    private static readonly JsonSerializerOptions Lines = new() { WriteIndented = true, IndentSize = 1 };
    private static readonly Contract Present = Contract.Parse(Repository.Read("docs/openapi.yaml"));

    [Test]
    public void No_client_of_this_major_version_breaks()
    {
        var published = Contract.Parse(Repository.Read(Path));

        Assert.That(published.Operations, Has.Count.GreaterThan(20));
        Assert.That(Breaks(published), Is.Empty);
    }

    [Test, Explicit("Publishes the present contract: see CONTRIBUTING.md.")]
    public void Publish()
    {
        var file = System.IO.Path.Combine(Repository.Root, Path);
        if (File.Exists(file))
        {
            Assert.That(Breaks(Contract.Parse(Repository.Read(Path))), Is.Empty);
        }

        File.WriteAllText(file, ContractBreaks.Essence(Present).ToJsonString(Lines) + "\n");
    }

    private static IReadOnlyList<string> Breaks(Contract published) =>
        ContractBreaks.Major(Present) > ContractBreaks.Major(published)
            ? []
            : ContractBreaks.Between(published, Present);
}
