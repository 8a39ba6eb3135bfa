using System.Text.Json;
using AiPromptGen.Tests.Architecture;

namespace AiPromptGen.Tests.Infrastructure;

/// <summary>Deployments in a later month, after `azd down`, and in another region after the first one was lost.</summary>
[TestFixture]
public sealed class RedeploymentTemplateTests
{
    /// <summary>The service refuses another start date, and the month of a later deployment is another one.</summary>
    [Test]
    public void A_budget_that_is_there_is_left_alone()
    {
        using var compiled = JsonDocument.Parse(Templates.Compiled);
        var budget = Resources(compiled.RootElement).Single(r => TypeOf(r) == "Microsoft.Consumption/budgets");

        Assert.That(budget.GetProperty("@options").TryGetProperty("onlyIfNotExists", out _), Is.True);
    }

    [Test]
    public void What_was_deleted_is_taken_back_when_asked_for_and_not_before()
    {
        Assert.That(Taken(Templates.Scheduler), Is.EqualTo(("recover", true)));
        foreach (var environment in Templates.All)
        {
            Assert.That(Taken(environment), Is.EqualTo(("default", false)), environment.Environment);
        }
    }

    /// <summary>So for test and production as for an environment of one's own, and not by editing a file.</summary>
    [Test]
    public void Every_environment_takes_back_by_the_same_two_variables()
    {
        foreach (
            var file in Repository
                .Files("infra/environments", ".bicepparam")
                .Append(new SourceFile("main.bicepparam", Repository.Read("infra/main.bicepparam")))
        )
        {
            Assert.That(
                file.Text,
                Does.Contain("param restoreVault = bool(readEnvironmentVariable('RESTORE_VAULT', 'false'))")
                    .And.Contain("param restoreModels = bool(readEnvironmentVariable('RESTORE_MODELS', 'false'))"),
                file.Path
            );
        }
    }

    /// <summary>Globally unique names are other ones in the second region, and no name contains the region itself.</summary>
    [Test]
    public void A_second_place_has_names_of_its_own()
    {
        string[] types = ["Microsoft.Web/sites", "Microsoft.KeyVault/vaults", "Microsoft.CognitiveServices/accounts"];
        foreach (var type in types)
        {
            Assert.That(Templates.Failover.Only(type).Name, Is.Not.EqualTo(Templates.Production.Only(type).Name), type);
        }

        Assert.That(Templates.Failover.Text, Does.Contain("/resourceGroups/rg-aipromptgen-production-b/"));
        Assert.That(
            Templates.Compiled,
            Does.Not.Contain("uniqueString(subscription().id, parameters('environmentName'), parameters('location')")
        );
    }

    /// <summary>What was deployed by hand after the loss, the pipeline deploys afterwards.</summary>
    [Test]
    public void The_pipeline_stays_in_the_second_place()
    {
        var deploy = Repository.Read(".github/workflows/deploy.yml");
        foreach (var name in new[] { "PLACE", "EXISTING_STORAGE", "MODEL_LOCATION" })
        {
            Assert.That(deploy, Does.Contain($"{name}: ${{{{ vars.{name} }}}}"));
            Assert.That(Repository.Read("docs/runbook.md"), Does.Contain($" {name}="));
            foreach (var file in Repository.Files("infra/environments", ".bicepparam"))
            {
                Assert.That(file.Text, Does.Contain($"readEnvironmentVariable('{name}', '')"), file.Path);
            }
        }
    }

    /// <summary>The account that was failed over is used as it is, where it is; only the new identity gets its roles on it.</summary>
    [Test]
    public void A_second_place_uses_the_storage_account_that_was_failed_over()
    {
        var failover = Templates.Failover;

        Assert.That(failover.All("Microsoft.Storage/storageAccounts"), Is.Empty);
        Assert.That(failover.All("Microsoft.Storage/storageAccounts/managementPolicies"), Is.Empty);
        Assert.That(
            failover
                .Settings()
                .Where(s =>
                    s.Key.StartsWith("AzureWebJobsStorage:", StringComparison.Ordinal)
                    && s.Key.EndsWith("Uri", StringComparison.Ordinal)
                )
                .Select(s => s.Value),
            Is.All.Contain("'stfailedover'").And.Exactly(3).Items
        );
        Assert.That(
            failover
                .All("Microsoft.Authorization/roleAssignments")
                .Count(r =>
                    r.At("id")
                        .GetString()!
                        .Contains(
                            "/resourceGroups/rg-aipromptgen-production/providers/Microsoft.Storage/storageAccounts/stfailedover",
                            StringComparison.Ordinal
                        )
                ),
            Is.EqualTo(4)
        );
    }

    /// <summary>Few regions have the image model, and the second region may not be one of them.</summary>
    [Test]
    public void A_second_place_takes_its_models_from_elsewhere()
    {
        var models = Templates.Failover.Only("Microsoft.CognitiveServices/accounts");

        Assert.That(models.At("location").GetString(), Is.EqualTo("eastus2"));
        Assert.That(models.At("properties.networkAcls").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(
            Templates.Failover.Only("Microsoft.Web/sites").At("location").GetString(),
            Is.Not.EqualTo("eastus2")
        );
    }

    /// <summary>A deployment overwrites all settings of the app, so settings made by hand are lost.</summary>
    [Test]
    public void A_setting_without_a_parameter_outlives_a_deployment()
    {
        Assert.That(Templates.Judged.Settings()["Credits:SignUpCredits"], Is.EqualTo("5"));
        foreach (var file in Repository.Files("infra/environments", ".bicepparam"))
        {
            Assert.That(file.Text, Does.Contain("param moreSettings = {"), file.Path);
        }

        Assert.That(Repository.Read("docs/runbook.md"), Does.Contain("`moreSettings`"));
    }

    [Test]
    public void Every_release_is_tried_on_storage_that_can_fail_over() =>
        Assert.That(
            new[] { Templates.Production, Templates.Test }.Select(t =>
                t.Only("Microsoft.Storage/storageAccounts").At("sku.name").GetString()
            ),
            Is.All.EqualTo("Standard_GZRS")
        );

    private static (string? Vault, bool Models) Taken(TemplateSnapshot environment) =>
        (
            environment.Only("Microsoft.KeyVault/vaults").At("properties.createMode").GetString(),
            environment.Only("Microsoft.CognitiveServices/accounts").At("properties.restore").ValueKind
                == JsonValueKind.True
        );

    private static string? TypeOf(JsonElement resource) =>
        resource.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String
            ? type.GetString()
            : null;

    /// <summary>Of all modules, however deep: resources are a list, or a map by name.</summary>
    private static IEnumerable<JsonElement> Resources(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => element
                .EnumerateObject()
                .SelectMany(p => Resources(p.Value))
                .Concat(TypeOf(element) is { } type && type.Contains('/', StringComparison.Ordinal) ? [element] : []),
            JsonValueKind.Array => element.EnumerateArray().SelectMany(Resources),
            _ => [],
        };
}
