using System.Globalization;

namespace AiPromptGen.Prompts.Syntax.Writing;

/// <summary>Reports a seed or a setting of a tool that this target does not take.</summary>
internal static class DroppedSettings
{
    public static void Tell(RenderingState state)
    {
        var prompt = state.Prompt;
        if (prompt.Seed is { } seed && !Has(state, seed.ToString(CultureInfo.InvariantCulture)))
        {
            state.Drop("seed", seed.ToString(CultureInfo.InvariantCulture), DropReasons.Setting);
        }

        for (var i = 0; i < prompt.Parameters.Count; i++)
        {
            var (name, value) = prompt.Parameters[i];
            if (!state.Target.Grammar.Carries(state, prompt.Parameters[i]))
            {
                state.Drop(string.Create(null, $"parameters[{i}]"), $"{name} {value}".Trim(), DropReasons.Setting);
            }
        }
    }

    private static bool Has(RenderingState state, string value) =>
        state.Parameters.Exists(parameter => parameter.Value.Equals(value, StringComparison.Ordinal));
}
