using AiPromptGen.Generations.Providers;
using AiPromptGen.Tests.Support;

namespace AiPromptGen.IntegrationTests.Support;

/// <summary>Providers of pictures, at 4 credits a picture.</summary>
internal static class FakePainter
{
    public static string[] Routes =>
        [
            "Generations:Routes:text-to-image:0:Provider=fake",
            "Generations:Routes:text-to-image:0:Model=p-1",
            "Generations:Routes:text-to-image:0:PriceCredits=4",
            "Generations:Routes:text-to-image:0:TimeoutSeconds=60",
            "Generations:Routes:text-to-image:0:Retries=0",
            "Generations:Routes:text-to-image:0:Target=gpt-image",
        ];

    /// <summary>A provider that makes as many pictures as it is asked for.</summary>
    public static FakeProvider Painting() =>
        new(
            (r, _) =>
                Task.FromResult<ProviderResult>(Of(Enumerable.Repeat(TestPictures.Solid("#204060"), r.Painting!.Count)))
        );

    public static FakeProvider Giving(params byte[][] pictures) =>
        new((_, _) => Task.FromResult<ProviderResult>(Of(pictures)));

    private static ProviderResult.Painted Of(IEnumerable<byte[]> pictures) =>
        new([.. pictures.Select((bytes, i) => new PaintedPicture(bytes, $"a heron, number {i}"))]);
}
