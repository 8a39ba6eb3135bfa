using AiPromptGen.IntegrationTests.Support;
using Microsoft.Extensions.Options;

namespace AiPromptGen.IntegrationTests.Accounts;

/// <summary>A production that would hand out every account must not start.</summary>
[TestFixture]
internal sealed class StartRefusalTests
{
    private const string Secret = "0123456789abcdef0123456789abcdef";

    [TestCase("WEBSITE_SITE_NAME=app")]
    [TestCase("WEBSITE_INSTANCE_ID=1")]
    [TestCase("AZURE_FUNCTIONS_ENVIRONMENT=Production")]
    [TestCase("DOTNET_ENVIRONMENT=Staging")]
    public async Task Development_sign_in_outside_development_refuses_the_start(string setting)
    {
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            TestApp.StartAsync(
                "Refused",
                settings:
                [
                    setting,
                    "Accounts:DevelopmentSignIn=true",
                    "Audit:AccountKeys:0:Id=k1",
                    "Audit:AccountKeys:0:Secret=0123456789abcdef0123456789abcdef",
                    "Credits:ErasedKeySecret=fedcba9876543210fedcba9876543210",
                ]
            )
        );

        Assert.That(refusal!.Message, Does.Contain("Accounts:DevelopmentSignIn is on"));
    }

    [TestCase("Credits:ErasedKeySecret", $"Audit:AccountKeys:0:Secret={Secret}", "Audit:AccountKeys:0:Id=k1")]
    [TestCase("Audit:AccountKeys:0:Id", $"Credits:ErasedKeySecret={Secret}")]
    public async Task A_production_without_one_of_its_secrets_refuses_the_start(string missing, params string[] given)
    {
        var refusal = await Assert.CatchAsync<Exception>(() =>
            TestApp.StartAsync(
                "Refused",
                settings:
                [
                    "AZURE_FUNCTIONS_ENVIRONMENT=Production",
                    "AzureAd:Instance=https://example.ciamlogin.com/",
                    "AzureAd:TenantId=00000000-0000-0000-0000-000000000001",
                    "AzureAd:ClientId=00000000-0000-0000-0000-000000000002",
                    .. given,
                ]
            )
        );

        Assert.That(refusal!.Message, Does.Contain($"Set {missing}"));
    }

    /// <summary>One secret for both would let hashes of the one be found by those of the other.</summary>
    [Test, Property("Promise", "P21")]
    public async Task One_secret_for_two_uses_refuses_the_start()
    {
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            TestApp.StartAsync(
                "Refused",
                settings:
                [
                    "Audit:AccountKeys:0:Id=k1",
                    $"Audit:AccountKeys:0:Secret={Secret}",
                    $"Credits:ErasedKeySecret={Secret}",
                ]
            )
        );

        Assert.That(refusal!.Message, Does.Contain("another secret"));
    }

    [Test]
    public async Task A_start_without_any_way_to_sign_in_is_refused()
    {
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            TestApp.StartAsync("Refused", settings: "Accounts:DevelopmentSignIn=false")
        );

        Assert.That(refusal!.Message, Does.Contain("AzureAd:ClientId"));
    }

    /// <summary>Each lets more people in than those of one tenant, or nobody.</summary>
    [TestCase("common")]
    [TestCase("organizations")]
    [TestCase("consumers")]
    [TestCase("contoso.onmicrosoft.com")]
    [TestCase("00000000-0000-0000-0000-000000000000")]
    [TestCase("")]
    [Property("Promise", "P1")]
    public async Task A_tenant_that_is_not_one_refuses_the_start(string tenant)
    {
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            TestApp.StartAsync(
                "Refused",
                settings:
                [
                    "Accounts:DevelopmentSignIn=false",
                    "AzureAd:Instance=https://example.ciamlogin.com/",
                    $"AzureAd:TenantId={tenant}",
                    "AzureAd:ClientId=00000000-0000-0000-0000-000000000002",
                ]
            )
        );

        Assert.That(refusal!.Message, Does.Contain("AzureAd:TenantId"));
    }

    [Test]
    public async Task Without_development_sign_in_its_route_is_not_there()
    {
        await using var app = await TestApp.StartAsync(
            "NoDevelopment",
            settings:
            [
                "Accounts:DevelopmentSignIn=false",
                "AzureAd:Instance=https://example.ciamlogin.com/",
                "AzureAd:TenantId=00000000-0000-0000-0000-000000000001",
                "AzureAd:ClientId=00000000-0000-0000-0000-000000000002",
            ]
        );
        using var nobody = new ApiClient(app.Address);

        var answer = await nobody.SendAsync(HttpMethod.Post, "dev/sign-in", """{"email":"a@b.example"}""");

        Assert.That((int)answer.Status, Is.EqualTo(404));
        Assert.That(answer.Code, Is.EqualTo("not-found"));
    }

    [Test]
    public async Task A_route_that_names_no_provider_refuses_the_start()
    {
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            TestApp.StartAsync(
                "Refused",
                settings:
                [
                    "Generations:Routes:text-to-prompt:0:Provider=nobody",
                    "Generations:Routes:text-to-prompt:0:Model=m",
                ]
            )
        );

        Assert.That(refusal!.Message, Does.Contain("not 'nobody'"));
    }
}
