using AiPromptGen.Billing.Gateway;
using AiPromptGen.Platform.Http;
using Microsoft.AspNetCore.Http;

namespace AiPromptGen.Billing.Http;

/// <summary>Stands before every billing route: with paid plans off none of them exists.</summary>
internal sealed class BillingGate(Catalogue catalogue)
{
    public async Task<IResult> AnswerAsync(Func<Task<IResult>> answer)
    {
        if (!catalogue.IsOpen)
        {
            return Answers.Problem(Problems.NotFound);
        }

        try
        {
            return await answer();
        }
        catch (PaymentProviderException)
        {
            return Answers.Problem(BillingProblems.ProviderUnavailable);
        }
    }
}
