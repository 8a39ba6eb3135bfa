using AiPromptGen.Tests.Architecture;

namespace AiPromptGen.Tests.Infrastructure;

/// <summary>Points of a security review (docs/adr/0017-infrastructure.md), and the choice of what runs orchestrations.</summary>
[TestFixture]
public sealed class HardeningTemplateTests
{
    /// <summary>With the virtual network only the app reaches the models; without it, everybody who has the role does.</summary>
    [Test]
    public void Models_are_reached_from_the_app_s_subnet_only()
    {
        foreach (var environment in new[] { Templates.Production, Templates.Test })
        {
            var rules = environment
                .Only("Microsoft.CognitiveServices/accounts")
                .At("properties.networkAcls")
                .ToString();

            Assert.That(rules, Does.Contain("Deny").And.Contain("outputs.subnetId"), environment.Environment);
        }

        Assert.That(
            Templates.Mine.Only("Microsoft.CognitiveServices/accounts").At("properties.networkAcls").ToString(),
            Is.Empty
        );
    }

    /// <summary>A scanner would open people's pictures, and promise P10, which lists who processes them, does not name one.</summary>
    [Test, Property("Promise", "P10")]
    public void Defender_is_by_parameter_and_opens_no_picture()
    {
        const string Type = "Microsoft.Security/defenderForStorageSettings";
        var defender = Templates.Failover.Only(Type);

        Assert.That(Templates.All.SelectMany(t => t.All(Type)), Is.Empty);
        Assert.That(defender.At("properties.isEnabled").GetBoolean(), Is.True);
        Assert.That(defender.At("properties.malwareScanning.onUpload.isEnabled").GetBoolean(), Is.False);
        Assert.That(defender.At("properties.sensitiveDataDiscovery.isEnabled").GetBoolean(), Is.False);
    }

    [Test]
    public void Orchestrations_run_on_storage_unless_a_scheduler_is_asked_for() =>
        Assert.That(Templates.All.SelectMany(t => t.All("Microsoft.DurableTask/schedulers")), Is.Empty);

    [Test]
    public void No_setting_overrides_host_json() =>
        Assert.That(
            Templates
                .All.Append(Templates.Scheduler)
                .SelectMany(t => t.Settings().Keys)
                .Where(key => key.StartsWith("AzureFunctionsJobHost", StringComparison.Ordinal)),
            Is.Empty
        );

    /// <summary>
    /// The scheduler is named in host.json as it is published. The hub keeps its name, and nothing has to poll queues any more.
    /// </summary>
    [Test]
    public void A_scheduler_has_the_hub_of_host_json()
    {
        var scheduler = Templates.Scheduler;
        var settings = scheduler.Settings();
        using var host = System.Text.Json.JsonDocument.Parse(Repository.Read("host.json"));
        var durable = host.RootElement.GetProperty("extensions").GetProperty("durableTask");

        Assert.That(durable.GetProperty("storageProvider").GetProperty("type").GetString(), Is.EqualTo("AzureStorage"));
        Assert.That(
            settings["DURABLE_TASK_SCHEDULER_CONNECTION_STRING"],
            Does.Contain("Endpoint={0};Authentication=ManagedIdentity;ClientID={1}")
        );
        Assert.That(
            scheduler.Only("Microsoft.DurableTask/schedulers/taskHubs").Leaf,
            Is.EqualTo(durable.GetProperty("hubName").GetString())
        );
        Assert.That(
            scheduler
                .Only("Microsoft.DurableTask/schedulers/retentionPolicies")
                .At("properties.retentionPolicies")
                .EnumerateArray()
                .Single()
                .GetProperty("retentionPeriodInDays")
                .GetInt32(),
            Is.EqualTo(1)
        );
        Assert.That(
            scheduler
                .Only("Microsoft.Web/sites")
                .At("properties.functionAppConfig.scaleAndConcurrency.alwaysReady")
                .GetArrayLength(),
            Is.Zero
        );
    }

    /// <summary>One variable for the templates and for what is published, or the app would lack what its settings name.</summary>
    [Test]
    public void What_is_published_follows_the_variable_of_the_templates()
    {
        var project = Repository.Read("functions/AiPromptGen.Functions.csproj");

        Assert.That(
            Repository.Read("infra/main.bicepparam"),
            Does.Contain("param durableBackend = readEnvironmentVariable('DURABLE_BACKEND', 'storage')")
        );
        Assert.That(project, Does.Contain(">$(DURABLE_BACKEND)</DurableBackend>"));
        Assert.That(project, Does.Contain("Condition=\"'$(DurableBackend)' == 'scheduler'\""));
    }
}
