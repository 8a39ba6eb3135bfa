using System.Text.RegularExpressions;
using AiPromptGen.Tests.Architecture;

namespace AiPromptGen.Tests.Infrastructure;

/// <summary>The app's identity may do what is listed here and nothing else. Ids are those of Azure's built-in roles.</summary>
[TestFixture]
public sealed partial class RoleTemplateTests
{
    private static readonly (string Scope, string Role)[] Needed =
    [
        ("Microsoft.Storage/storageAccounts", "b7e6dc6d-f1e8-4753-8033-0f276bb0955b"), // Storage Blob Data Owner
        ("Microsoft.Storage/storageAccounts", "db58b8e5-c6ad-4a2a-8342-4190687cbf4a"), // Storage Blob Delegator
        ("Microsoft.Storage/storageAccounts", "974c5e8b-45b9-4653-ba55-5f855dd0fb88"), // Storage Queue Data Contributor
        ("Microsoft.Storage/storageAccounts", "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3"), // Storage Table Data Contributor
        ("Microsoft.KeyVault/vaults", "4633458b-17de-408a-b874-0445c86b69e6"), // Key Vault Secrets User
        ("Microsoft.Insights/components", "3913510d-42f4-4e42-8a64-420c390055eb"), // Monitoring Metrics Publisher
    ];

    private static readonly (string Scope, string Role) OpenAI = (
        "Microsoft.CognitiveServices/accounts",
        "5e0bd9bd-7b93-4f28-af87-19fc36ad61bd" // Cognitive Services OpenAI User
    );

    private static readonly (string Scope, string Role) ContentSafety = (
        "Microsoft.CognitiveServices/accounts",
        "a97b65f3-24c7-4388-baec-2e87135dc908" // Cognitive Services User
    );

    private static readonly (string Scope, string Role) VaultWriter = (
        "Microsoft.KeyVault/vaults",
        "b86a8fe4-44ce-4948-aee5-eccb2c155cd7" // Key Vault Secrets Officer
    );

    private static readonly (string Scope, string Role) Scheduler = (
        "Microsoft.DurableTask/schedulers",
        "0ad04412-c4d5-4796-b79c-f76d14c8d402" // Durable Task Data Contributor
    );

    [Test]
    public void The_app_has_these_roles_on_these_resources_and_no_other()
    {
        Assert.That(Assigned(Templates.Production), Is.EquivalentTo(Needed.Append(OpenAI)));
        Assert.That(Assigned(Templates.Test), Is.EquivalentTo(Needed.Append(OpenAI)));
        Assert.That(
            Assigned(Templates.Bare).Except([VaultWriter]),
            Is.EquivalentTo(Needed),
            "no account of Azure OpenAI there"
        );
    }

    [Test]
    public void Only_the_app_s_identity_has_them()
    {
        TemplateSnapshot[] byPipeline = [Templates.Production, Templates.Test];
        foreach (var assignment in byPipeline.SelectMany(t => t.All("Microsoft.Authorization/roleAssignments")))
        {
            Assert.That(assignment.At("properties.principalId").GetString(), Does.Contain("'identity-{0}'"));
            Assert.That(assignment.At("properties.principalType").GetString(), Is.EqualTo("ServicePrincipal"));
        }
    }

    [Test]
    public void Whoever_deploys_by_hand_may_write_to_the_vault_and_gets_nothing_else()
    {
        var known = Needed.Select(n => n.Role).Append(OpenAI.Role).Append(Scheduler.Role).Append(ContentSafety.Role);
        var inTemplates = RoleId().Matches(Templates.Compiled).Select(m => m.Value).Distinct();

        // This role is assigned only when a person is named for it.
        Assert.That(inTemplates.Except(known), Is.EqualTo(new[] { VaultWriter.Role }));
        Assert.That(Templates.Compiled, Does.Contain("[not(empty(parameters('vaultWriterId')))]"));
        Assert.That(Assigned(Templates.Mine), Is.EquivalentTo(Needed.Append(OpenAI).Append(VaultWriter)));
    }

    /// <summary>What it may hand on is what the templates hand on, to whom they do, and not the vault's writing.</summary>
    [Test]
    public void The_pipeline_may_assign_the_roles_of_the_templates_and_no_other()
    {
        var condition = Repository.Read("infra/pipeline.condition");
        var known = Needed.Select(n => n.Role).Append(OpenAI.Role).Append(Scheduler.Role).Append(ContentSafety.Role);

        foreach (var part in condition.Split("\nAND\n"))
        {
            var handedOn = part.Split("GuidEquals {")[1].Split('}')[0];
            Assert.That(handedOn.Split(", "), Is.EquivalentTo(known));
            Assert.That(part, Does.Contain("{'ServicePrincipal'}"));
            Assert.That(part.Count(c => c == '('), Is.EqualTo(part.Count(c => c == ')')));
        }

        Assert.That(condition, Does.Contain("roleAssignments/write'").And.Contain("roleAssignments/delete'"));
        Assert.That(Repository.Read("docs/deploy.md"), Does.Contain("--condition @infra/pipeline.condition"));
    }

    /// <summary>With a scheduler nothing uses the queues of the storage account, so the app has no role for them.</summary>
    [Test]
    public void With_a_scheduler_its_role_takes_the_place_of_that_of_queues() =>
        Assert.That(
            Assigned(Templates.Scheduler),
            Is.EquivalentTo(
                Needed
                    .Where(n => n.Role != "974c5e8b-45b9-4653-ba55-5f855dd0fb88")
                    .Append(OpenAI)
                    .Append(VaultWriter)
                    .Append(Scheduler)
            )
        );

    [Test]
    public void The_classifier_has_a_role_of_its_own_where_there_is_one() =>
        Assert.That(
            Assigned(Templates.Judged),
            Is.EquivalentTo(Needed.Append(OpenAI).Append(ContentSafety).Append(VaultWriter))
        );

    [Test]
    public void No_service_accepts_a_key()
    {
        foreach (var environment in Templates.All.Append(Templates.Judged))
        {
            Assert.That(
                environment.Only("Microsoft.Insights/components").At("properties.DisableLocalAuth").GetBoolean(),
                Is.True
            );
            Assert.That(
                environment
                    .All("Microsoft.CognitiveServices/accounts")
                    .Select(a => a.At("properties.disableLocalAuth").GetBoolean()),
                Is.All.True
            );
            Assert.That(
                environment
                    .Only("Microsoft.OperationalInsights/workspaces")
                    .At("properties.features.disableLocalAuth")
                    .GetBoolean(),
                Is.True
            );
        }

        Assert.That(Templates.Compiled, Does.Not.Match(@"list(Keys|AccountSas|ServiceSas|Secrets)\("));
    }

    [Test]
    public void The_vault_goes_by_roles_and_production_s_cannot_be_purged()
    {
        foreach (var vault in Templates.All.Select(t => t.Only("Microsoft.KeyVault/vaults")))
        {
            Assert.That(vault.At("properties.enableRbacAuthorization").GetBoolean(), Is.True);
            Assert.That(vault.At("properties.enableSoftDelete").GetBoolean(), Is.True);
            Assert.That(vault.At("properties.enabledForTemplateDeployment").GetBoolean(), Is.False);
            Assert.That(vault.Has("properties.accessPolicies"), Is.False);
        }

        Assert.That(Templates.All.SelectMany(t => t.All("Microsoft.KeyVault/vaults/secrets")), Is.Empty);
        Assert.That(Protected(Templates.Production), Is.EqualTo((true, 90)));
        // The service accepts true or no value; it refuses false.
        Assert.That(Protected(Templates.Test), Is.EqualTo(((bool?)null, 7)));
        Assert.That(Protected(Templates.Mine), Is.EqualTo(((bool?)null, 7)));
    }

    private static (bool? PurgeProtection, int Days) Protected(TemplateSnapshot environment)
    {
        var vault = environment.Only("Microsoft.KeyVault/vaults");
        var protection = vault.At("properties.enablePurgeProtection");
        return (
            protection.ValueKind == System.Text.Json.JsonValueKind.Null ? null : protection.GetBoolean(),
            vault.At("properties.softDeleteRetentionInDays").GetInt32()
        );
    }

    private static IEnumerable<(string Scope, string Role)> Assigned(TemplateSnapshot environment) =>
        from assignment in environment.All("Microsoft.Authorization/roleAssignments")
        let scope = Scope().Match(assignment.At("id").GetString()!)
        select (scope.Groups["type"].Value, assignment.At("properties.roleDefinitionId").GetString()!.Split('/')[^1]);

    // Anchored: the scope must be the resource itself, not its group or the subscription.
    [GeneratedRegex(
        @"^(\[extensionResourceId\(')?/subscriptions/[^/']+/resourceGroups/[^/']+/providers/(?<type>[^/']+/[^/']+)/[^/']+('|/providers/Microsoft\.Authorization/)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Scope();

    [GeneratedRegex(
        "(?<=\")[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?=\")",
        RegexOptions.None,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex RoleId();
}
