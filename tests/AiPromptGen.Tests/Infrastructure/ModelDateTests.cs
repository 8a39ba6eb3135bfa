using System.Globalization;
using System.Text.Json;
using AiPromptGen.Tests.Architecture;

namespace AiPromptGen.Tests.Infrastructure;

/// <summary>A model of infra/models.json, the only file that has the versions of models and the days on which they retire.</summary>
internal sealed record KnownModel(
    string Name,
    string Kind,
    string Version,
    DateOnly Retires,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Regions
)
{
    /// <summary>The vendor warns 60 days ahead; from then on the model is to be replaced.</summary>
    public const int WarningDays = 60;

    public static IReadOnlyList<KnownModel> All { get; } = Read();

    /// <returns>The models that retire in fewer than <see cref="WarningDays"/> days.</returns>
    public static IEnumerable<KnownModel> Ending(IEnumerable<KnownModel> models, DateOnly today) =>
        models.Where(model => model.Retires < today.AddDays(WarningDays + 1));

    private static List<KnownModel> Read()
    {
        using var file = JsonDocument.Parse(Repository.Read("infra/models.json"));
        return
        [
            .. file
                .RootElement.GetProperty("models")
                .EnumerateArray()
                .Select(model => new KnownModel(
                    model.GetProperty("name").GetString()!,
                    model.GetProperty("kind").GetString()!,
                    model.GetProperty("version").GetString()!,
                    DateOnly.ParseExact(
                        model.GetProperty("retires").GetString()!,
                        "yyyy-MM-dd",
                        CultureInfo.InvariantCulture
                    ),
                    model
                        .GetProperty("regions")
                        .EnumerateObject()
                        .ToDictionary(
                            sku => sku.Name,
                            sku => (IReadOnlyList<string>)[.. sku.Value.EnumerateArray().Select(r => r.GetString()!)]
                        )
                )),
        ];
    }
}

[TestFixture]
public sealed class ModelDateTests
{
    private const string Deployment = "Microsoft.CognitiveServices/accounts/deployments";

    /// <summary>
    /// By the clock of the machine, on purpose: this is to turn red 60 days before a model that some environment deploys
    /// retires, and not before. The remedy is in docs/deploy.md, "Models".
    /// </summary>
    [Test]
    public void No_model_that_is_deployed_retires_within_60_days()
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var ending = KnownModel.Ending(Deployed().Select(d => d.Model).Distinct(), today);

        Assert.That(ending.Select(m => $"{m.Name} {m.Version} retires on {m.Retires:yyyy-MM-dd}"), Is.Empty);
    }

    [TestCase("2027-07-22", false)]
    [TestCase("2027-07-23", true, Description = "60 days before 2027-09-21")]
    [TestCase("2027-10-01", true, Description = "gone already")]
    public void A_model_is_told_of_60_days_before_it_retires(string today, bool told)
    {
        var model = KnownModel.All.Single(m => m.Name == "gpt-5.4-mini");

        Assert.That(model.Retires, Is.EqualTo(new DateOnly(2027, 9, 21)), "the vendor's schedule");
        Assert.That(
            KnownModel.Ending([model], DateOnly.ParseExact(today, "yyyy-MM-dd", CultureInfo.InvariantCulture)).Any(),
            Is.EqualTo(told)
        );
    }

    /// <summary>As the compiled templates would deploy them: name and version of models.json, in every environment.</summary>
    [Test]
    public void Every_environment_deploys_models_that_are_known()
    {
        foreach (var environment in Templates.All)
        {
            var deployed = Deployed().Where(d => d.Environment == environment.Environment).ToList();

            Assert.That(deployed.Select(d => d.Name), Is.EquivalentTo(new[] { "chat", "image" }));
            Assert.That(deployed.Select(d => d.Model.Kind), Is.EqualTo(deployed.Select(d => d.Name)));
        }

        Assert.That(Templates.Bare.All(Deployment), Is.Empty);
    }

    /// <summary>The sample region of the check is the one that docs/deploy.md names.</summary>
    [Test]
    public void The_region_of_the_examples_has_them()
    {
        Assert.That(Repository.Read("docs/deploy.md"), Does.Contain("AZURE_LOCATION=swedencentral"));
        foreach (var (environment, _, model, sku) in Deployed())
        {
            Assert.That(model.Regions, Does.ContainKey(sku), $"{environment} {model.Name}");
            Assert.That(model.Regions[sku], Does.Contain("swedencentral"), $"{environment} {model.Name} as {sku}");
        }
    }

    private static IEnumerable<(string Environment, string Name, KnownModel Model, string Sku)> Deployed() =>
        from environment in Templates.All
        from deployment in environment.All(Deployment)
        let name = deployment.At("properties.model.name").GetString()
        let version = deployment.At("properties.model.version").GetString()
        select (
            environment.Environment,
            deployment.Leaf,
            KnownModel.All.Single(m => m.Name == name && m.Version == version),
            deployment.At("sku.name").GetString()!
        );
}
