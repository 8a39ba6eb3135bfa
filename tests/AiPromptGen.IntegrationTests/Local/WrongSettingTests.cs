using System.Runtime.Versioning;
using AiPromptGen.IntegrationTests.Support;

namespace AiPromptGen.IntegrationTests.Local;

/// <summary>A start with a wrong setting fails with a line that names it and the place where it stands.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase), Parallelizable(ParallelScope.All)]
[SupportedOSPlatform("linux")]
[Platform("Linux", Reason = "What is left running is read from /proc")]
internal sealed class WrongSettingTests : StartFixture
{
    [TestCase(
        "command line: --Credits:SignUpCredits must be a whole number from 0 to 100000.",
        "--Credits:SignUpCredits=many"
    )]
    [TestCase(
        "command line: --Credits:WindowSeconds must be a whole number from 1 to 3600.",
        "--Credits:WindowSeconds=-5"
    )]
    [TestCase("command line: --Simulators:Ai must be true or false.", "--Simulators:Ai=maybe")]
    [TestCase(
        "command line: --Billing:SiteAddress must be an address such as https://example.org/.",
        "--Billing:SiteAddress=x"
    )]
    [TestCase("command line: --PayPal:Environment must be one of sandbox, live.", "--PayPal:Environment=production")]
    [TestCase(
        "command line: --Generations:Routes:text-to-prompt:0:MostOutputTokens must be a whole number from 1000 to 128000.",
        "--Generations:Routes:text-to-prompt:0:MostOutputTokens=10"
    )]
    [TestCase(
        "command line: --Moderation:Provider must be one of openai-compatible, azure-content-safety, not 'openai'.",
        "--Moderation:Provider=openai"
    )]
    [TestCase(
        "command line: --AzureFunctionsJobHost:logging:logLevel:default must be one of Trace, Debug, Information, Warning, Error, Critical, None.",
        "--AzureFunctionsJobHost:logging:logLevel:default=Loud"
    )]
    [TestCase("command line: --FUNCTIONS_WORKER_RUNTIME must be dotnet-isolated.", "--FUNCTIONS_WORKER_RUNTIME=node")]
    [TestCase(
        "command line: --Host:LocalHttpPort must be a port from 0 to 65535, such as 7071.",
        "--Host:LocalHttpPort=many"
    )]
    [TestCase(
        "command line: --AzureAd:Instance must be an address such as https://login.microsoftonline.com/.",
        "--AzureAd:Instance=x"
    )]
    [TestCase(
        "command line: --Audit:AccountKeys:0:From must be a time such as 2026-01-31T00:00:00Z.",
        "--Audit:AccountKeys:0:From=soon"
    )]
    [TestCase(
        "command line: --Generations:Routes:text-to-prompt:0:Retries must be a whole number from 0 to 5.",
        "--Generations:Routes:text-to-prompt:0:Retries=x"
    )]
    [TestCase(
        "command line: --Generations:Routes:text-to-video is no kind. There are: text-to-prompt, image-to-prompt, text-to-image.",
        "--Generations:Routes:text-to-video:0:Provider=embedded"
    )]
    [TestCase("command line: --Host:CORS must be origins such as https://example.org, not '*'.", "--Host:CORS=*")]
    [TestCase(
        "command line: --urls must be an address such as http://127.0.0.1:7071, without a path, not '8080'.",
        "--urls=8080"
    )]
    [TestCase("command line: 'frobnicate' is no setting; write --Name=value.", "frobnicate")]
    public async Task A_wrong_setting_is_one_line(string line, string setting)
    {
        var program = Start($"--AzureWebJobsStorage={TestStorage.ConnectionString}", setting);

        Assert.That(await LineOfAsync(program), Is.EqualTo(line));
    }

    [Test]
    public async Task A_wrong_setting_of_the_environment_is_named_as_it_is_there() =>
        Assert.That(
            await LineOfAsync(
                Start(("Credits__RefusalThreshold", "1000"), ("AzureWebJobsStorage", TestStorage.ConnectionString))
            ),
            Is.EqualTo("environment: Credits__RefusalThreshold must be a whole number from 2 to 50.")
        );

    [Test]
    public async Task A_storage_account_that_is_none_is_one_line()
    {
        Assert.That(
            await LineOfAsync(Start("--AzureWebJobsStorage=nonsense")),
            Does.StartWith("command line: --AzureWebJobsStorage must be the connection string of a storage account")
        );
    }
}
