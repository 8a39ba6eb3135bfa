namespace AiPromptGen.Tests.Prompts.Ideas;

/// <summary>A hundred things that any kind of picture can show: beings, places, food, goods, weather, times of day.</summary>
internal static class KindSubjects
{
    private static readonly string[] Beings =
    [
        "a fox",
        "a sleeping cat",
        "two wolves",
        "an old fisherman",
        "a ballerina",
        "a knight on a horse",
        "a dragon",
        "an astronaut",
        "a robot",
        "a barista",
    ];

    private static readonly string[] Things =
    [
        "a lighthouse",
        "a mountain lake",
        "a volcano",
        "a bowl of ramen",
        "a perfume bottle",
        "a vintage car",
        "a sunflower",
        "a city street",
        "a cozy kitchen",
        "a sailing ship",
    ];

    private static readonly string[] Circumstances = ["", "in the snow", "at night", "in a forest", "under a stormy sky"];

    /// <summary>With no, one or several circumstances; of each its words in one text.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        .. from thing in Beings.Concat(Things) from place in Circumstances select $"{thing} {place}".TrimEnd(),
    ];
}
