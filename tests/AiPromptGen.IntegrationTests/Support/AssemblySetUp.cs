using AiPromptGen.IntegrationTests.Support;

[assembly: NothingQuoted]

// Of the fixtures that say that they are parallelizable; the others run one after the other.
[assembly: LevelOfParallelism(4)]

namespace AiPromptGen.IntegrationTests;

[SetUpFixture]
internal sealed class AssemblySetUp
{
    [OneTimeTearDown]
    public async Task Stop_what_was_started()
    {
        await SharedApp.StopAsync();
        await TestStorage.StopAsync();
    }
}
